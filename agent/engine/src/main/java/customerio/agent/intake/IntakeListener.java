package customerio.agent.intake;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;

/**
 * Told of every call that reaches intake. Called on application threads: quick, and never throws.
 */
public interface IntakeListener {

  /** The trace of the current thread. */
  Origin origin();

  CallObservation taking(Endpoint endpoint, Region region, Origin origin);

  /** A fault of ours that the application did not notice. */
  void suppressed(String place, Throwable fault);
}
