package customerio.agent.intake;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.ExchangeFront;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A call that was moved to its person's workspace. Where another call would be left to the
 * application's own client, which knows one workspace only, this one fails as if Customer.io could
 * not be reached: people of one region have no business in the other.
 */
final class StayingCall implements Takeover.Relayed {
  private final Takeover.Relayed call;

  StayingCall(Takeover.Relayed call) {
    this.call = call;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    try {
      return call.exchange(timeout);
    } catch (NothingSentException nothingSent) {
      throw unavailable();
    }
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    return ExchangeFront.of(
        call.exchangeAsync(timeout),
        (front, reply, failure) -> ExchangeFront.complete(front, reply, surfaced(failure)));
  }

  /** Null stays null. */
  private static Throwable surfaced(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof NothingSentException ? unavailable() : cause;
  }

  private static IOException unavailable() {
    return new CustomerioUnavailableException(
        "the person's workspace could not be reached, and the call was sent nowhere else");
  }
}
