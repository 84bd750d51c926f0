package customerio.agent.delivery;

/** Accompanies one request from before it is sent; for a span, a timer, a line in a log. */
@FunctionalInterface
public interface SendObservation {
  SendObservation NONE = outcome -> {};

  /** Called once, on the thread that called {@link DeliveryListener#sending}. */
  void ended(SendOutcome outcome);
}
