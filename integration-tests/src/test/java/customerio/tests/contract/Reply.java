package customerio.tests.contract;

import customerio.tests.differential.client.Seen;
import java.util.List;
import java.util.Map;

/**
 * What the application got for a call.
 *
 * @param ours whether the agent says that it answered
 * @param failure name of the exception's class; null when there was an answer
 */
record Reply(int status, String body, boolean ours, String failure) {
  private static final String MARK = "x-customerio-agent";

  /** The agent's own answer to what it has queued: the same bytes as Customer.io's. */
  static final Reply QUEUED = new Reply(200, "{}\n", true, null);

  /** Customer.io's own answer to what it has taken. */
  static final Reply TAKEN = of(200, "{}\n");

  /** An answer of Customer.io's own, whatever came between. */
  static Reply of(int status, String body) {
    return new Reply(status, body, false, null);
  }

  static Reply of(Seen seen) {
    boolean ours = false;
    for (Map.Entry<String, List<String>> header : seen.headers().entrySet()) {
      ours |= MARK.equalsIgnoreCase(header.getKey());
    }
    return new Reply(seen.status(), seen.body() == null ? "" : seen.body(), ours, null);
  }

  static Reply failed(Class<? extends Throwable> failure) {
    return new Reply(0, "", false, failure.getName());
  }
}
