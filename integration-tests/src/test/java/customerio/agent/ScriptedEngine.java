package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.nio.charset.StandardCharsets;

/**
 * Accepts all calls to {@code *.customer.invalid}, a name that no server can have: a reply proves
 * that the agent gave it. Replies with what it got.
 */
final class ScriptedEngine implements CallTaker {

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return host.endsWith(".customer.invalid");
  }

  @Override
  public Origin origin() {
    return Origin.UNKNOWN;
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    String seen =
        request.method()
            + " "
            + request.scheme()
            + "://"
            + request.host()
            + ":"
            + request.port()
            + request.target()
            + " "
            + new String(request.body(), StandardCharsets.UTF_8);
    return new Accepting(
        new Reply(
            200,
            Headers.of("X-Customerio-Agent", "queued"),
            seen.getBytes(StandardCharsets.UTF_8)));
  }

  private record Accepting(Reply reply) implements Takeover.Accepted {
    @Override
    public boolean commit() {
      return true;
    }
  }

  @Override
  public void bypassed() {}

  @Override
  public int maxBodyBytes() {
    return 1 << 20;
  }

  /** Tests assert that standard error is empty. */
  @Override
  public void suppressed(String place, Throwable fault) {
    System.err.println("suppressed: " + place);
    fault.printStackTrace();
  }
}
