package customerio.agent.intake;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A moved call that can be answered at once and delivered later. No original call stands behind it
 * as behind an {@link AcceptedCall}, for that one goes to the wrong workspace: what the queue
 * refuses waits for Customer.io's answer.
 */
final class QueuedOrRelayed implements Takeover.Relayed {
  private final Acceptance acceptance;
  private final Said said;
  private final CallObservation observation;
  private final String repeatOf;
  private final Takeover.Relayed relay;

  /**
   * @param repeatOf id of the accepted operation that this one repeats, or null
   * @param relay asks Customer.io, once it is used
   */
  QueuedOrRelayed(
      Acceptance acceptance,
      Said said,
      CallObservation observation,
      String repeatOf,
      Takeover.Relayed relay) {
    this.acceptance = acceptance;
    this.said = said;
    this.observation = observation;
    this.repeatOf = repeatOf;
    this.relay = relay;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    return isQueued() ? reply() : relay.exchange(timeout);
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    return isQueued() ? CompletableFuture.completedFuture(reply()) : relay.exchangeAsync(timeout);
  }

  private boolean isQueued() {
    return acceptance.commit(said, observation, repeatOf != null) == null;
  }

  private Reply reply() {
    return Replies.accepted(
        said.operation().endpoint(), repeatOf == null ? said.operation().id() : repeatOf);
  }
}
