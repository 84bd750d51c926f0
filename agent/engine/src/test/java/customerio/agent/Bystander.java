package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;

/** Claims every call and takes none. */
class Bystander implements CallTaker {
  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return true;
  }

  @Override
  public Origin origin() {
    return Origin.UNKNOWN;
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    return Takeover.Pass.PASS;
  }

  @Override
  public void bypassed() {}

  @Override
  public int maxBodyBytes() {
    return 1;
  }

  @Override
  public void suppressed(String place, Throwable fault) {}
}
