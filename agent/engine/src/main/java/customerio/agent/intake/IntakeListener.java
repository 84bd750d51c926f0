package customerio.agent.intake;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import java.time.Duration;

/**
 * Told of every call that reaches intake. Called on application threads: quick, and never throws.
 */
public interface IntakeListener {

  /** The trace of the current thread. */
  Origin origin();

  CallObservation taking(Endpoint endpoint, Region region, Origin origin);

  /** Mode {@code observe}: a call was left alone, and this would have become of it. */
  void rehearsed(Rehearsed call);

  /**
   * How a call that was left alone has ended, where its client shows it.
   *
   * @param atOnce it would have been answered at once
   * @param status 0 when there was no answer
   * @param took until then
   */
  void watched(boolean atOnce, int status, Duration took);

  /** A fault of ours that the application did not notice. */
  void suppressed(String place, Throwable fault);
}
