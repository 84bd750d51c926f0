package customerio.agent.customerio;

/**
 * What is to be put on the wire, without host and credential.
 *
 * @param target raw path and query
 * @param contentType null when there is no body
 */
public record WireRequest(String method, String target, String contentType, byte[] body) {

  @Override
  public String toString() {
    return "WireRequest[" + method + ", " + body.length + " bytes]";
  }
}
