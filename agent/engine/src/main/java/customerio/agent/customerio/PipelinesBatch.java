package customerio.agent.customerio;

import java.util.List;
import java.util.function.IntPredicate;

/** A batch that an SDK has made, from outside of its calls. */
public final class PipelinesBatch {

  private PipelinesBatch() {}

  /**
   * The same batch with some of its calls: what is around them and the calls themselves stay as the
   * application wrote them.
   *
   * @param body of a batch whose calls are all objects
   * @param kept told the place of each call, from 0
   * @return null when the body says something twice, so that it depends on the reader what it means
   */
  public static byte[] part(byte[] body, IntPredicate kept) {
    RawObject request = RawObject.of(body);
    List<RawObject> calls = request == null ? null : request.objects("batch");
    if (calls == null || request.repeatsName()) {
      return null;
    }
    RawObject.Member batch = request.member("batch");
    SplicedJson part = new SplicedJson().slice(body, 0, batch.value()).text("[");
    boolean first = true;
    for (int i = 0; i < calls.size(); i++) {
      if (kept.test(i)) {
        part.text(first ? "" : ",").slice(body, calls.get(i).start(), calls.get(i).end());
        first = false;
      }
    }
    return part.text("]").slice(body, batch.valueEnd(), body.length).bytes();
  }
}
