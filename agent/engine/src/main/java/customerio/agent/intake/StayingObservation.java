package customerio.agent.intake;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.SilentLoss;

/** Of a moved call: what was not sent is not sent by the application's own client either. */
final class StayingObservation implements CallObservation {
  private final CallObservation observation;

  StayingObservation(CallObservation observation) {
    this.observation = observation;
  }

  @Override
  public String traceparent(long credential) {
    return observation.traceparent(credential);
  }

  @Override
  public void accepted(Operation operation) {
    observation.accepted(operation);
  }

  @Override
  public void deduplicated(String operationId) {
    observation.deduplicated(operationId);
  }

  @Override
  public void drops(SilentLoss loss) {
    observation.drops(loss);
  }

  @Override
  public void relayed(int status) {
    observation.relayed(status);
  }

  @Override
  public void passed(PassReason reason) {
    observation.relayed(0);
  }
}
