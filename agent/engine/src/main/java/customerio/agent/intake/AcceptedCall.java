package customerio.agent.intake;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;

/** A call that is answered now and delivered later. */
final class AcceptedCall implements Takeover.Accepted {
  private final Acceptance acceptance;
  private final Said said;
  private final CallObservation observation;
  private final String repeatOf;

  /**
   * @param repeatOf id of the accepted operation that this one repeats, or null
   */
  AcceptedCall(Acceptance acceptance, Said said, CallObservation observation, String repeatOf) {
    this.acceptance = acceptance;
    this.said = said;
    this.observation = observation;
    this.repeatOf = repeatOf;
  }

  @Override
  public Reply reply() {
    return Replies.accepted(
        said.operation().endpoint(), repeatOf == null ? said.operation().id() : repeatOf);
  }

  @Override
  public boolean commit() {
    PassReason passed = acceptance.commit(said, observation, repeatOf != null);
    if (passed != null) {
      acceptance.unseen();
      observation.passed(passed);
    }
    return passed == null;
  }
}
