package customerio.agent.intake;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.SilentLoss;

/** One call on its way through intake; exactly one of the closing methods is called. */
public interface CallObservation {

  /**
   * W3C trace context to be kept with the operation, or null.
   *
   * @param credential the fingerprint of whose call it is
   */
  String traceparent(long credential);

  void accepted(Operation operation);

  /** Answered without being queued, because it repeats what was accepted before. */
  void deduplicated(String operationId);

  /** Answered by Customer.io itself over our transport. */
  void relayed(int status);

  /** Customer.io answers 200 to it, or to the batch, and drops it. Said before the call ends. */
  default void drops(SilentLoss loss) {}

  /** Not taken over; the original call runs. */
  void passed(PassReason reason);
}
