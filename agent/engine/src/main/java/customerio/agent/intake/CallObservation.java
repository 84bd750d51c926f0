package customerio.agent.intake;

import customerio.agent.customerio.Operation;

/** One call on its way through intake; exactly one of the closing methods is called. */
public interface CallObservation {

  /** W3C trace context to be kept with the operation, or null. */
  String traceparent();

  void accepted(Operation operation);

  /** Answered without being queued, because it repeats what was accepted before. */
  void deduplicated(String operationId);

  /** Answered by Customer.io itself over our transport. */
  void relayed(int status);

  /** Not taken over; the original call runs. */
  void passed(PassReason reason);
}
