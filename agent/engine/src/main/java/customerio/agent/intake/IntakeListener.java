package customerio.agent.intake;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnWay;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import java.time.Duration;

/**
 * Told of every call that reaches intake. Called on application threads: quick, and never throws.
 */
public interface IntakeListener {

  /** The trace of the current thread. */
  Origin origin();

  /**
   * The same for whoever finds the trace in the request, because the client of the application was
   * instrumented by the application itself.
   *
   * @param caller what {@link #origin} has said
   */
  default Origin origin(Origin caller, Headers headers) {
    return caller;
  }

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

  /** A call was left alone, because its client would reach Customer.io in another way than we. */
  default void ownWay(String client, OwnWay way) {}

  /** See {@link CallTaker#intercepted}. */
  default void intercepted(String client, boolean answered, long nanos) {}

  /** A fault of ours that the application did not notice. */
  void suppressed(String place, Throwable fault);

  /** So many were suppressed, and logged, before anybody listened. */
  default void suppressedBefore(long faults) {}
}
