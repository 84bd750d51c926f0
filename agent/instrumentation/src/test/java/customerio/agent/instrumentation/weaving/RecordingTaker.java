package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import java.util.ArrayList;
import java.util.List;

/** Takes no call, and remembers the faults it was told of. */
final class RecordingTaker implements CallTaker {
  final List<String> places = new ArrayList<>();
  final List<Throwable> faults = new ArrayList<>();

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return false;
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
    return 0;
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    places.add(place);
    faults.add(fault);
  }
}
