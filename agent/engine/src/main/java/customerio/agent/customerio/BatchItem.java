package customerio.agent.customerio;

/**
 * One operation in the form it has inside a batch.
 *
 * @param json UTF-8, spliced from the application's own bytes
 * @param group only items of equal group may share a batch. It is what the batch says for all of
 *     its items, as JSON members with a leading comma ({@code ,"context":{…}}); often empty.
 * @param barrier nothing else about the same person or thing may be in the same batch, for no
 *     document says in which order a batch is processed
 */
public record BatchItem(byte[] json, String group, boolean barrier) {

  @Override
  public String toString() {
    return "BatchItem[" + json.length + " bytes]";
  }
}
