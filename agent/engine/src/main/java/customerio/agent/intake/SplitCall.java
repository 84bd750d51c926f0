package customerio.agent.intake;

import customerio.agent.capture.ExchangeFront;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A batch about people of several workspaces, one part for each. The application sees the first
 * answer that is no success, else the last one; Pipelines' answers say nothing about single calls.
 * A failure ends it: what was sent before stays sent, as with any call whose outcome is unknown.
 */
final class SplitCall implements Takeover.Relayed {
  private final List<Takeover.Relayed> parts;

  /**
   * @param parts at least one
   */
  SplitCall(List<Takeover.Relayed> parts) {
    this.parts = parts;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    Reply reply = null;
    for (Takeover.Relayed part : parts) {
      reply = worse(reply, part.exchange(timeout));
    }
    return reply;
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    CompletableFuture<Reply> result = new CompletableFuture<>();
    CompletableFuture<Reply> reply = CompletableFuture.completedFuture(null);
    for (Takeover.Relayed part : parts) {
      reply =
          reply.thenCompose(
              before -> begin(part, timeout, result).thenApply(now -> worse(before, now)));
    }
    reply.whenComplete((answer, failure) -> ExchangeFront.complete(result, answer, failure));
    return result;
  }

  /** Cancelling the whole aborts the part that is under way, and begins no other. */
  private static CompletableFuture<Reply> begin(
      Takeover.Relayed part, Duration timeout, CompletableFuture<Reply> whole) {
    if (whole.isDone()) {
      throw new CancellationException();
    }
    CompletableFuture<Reply> exchange = part.exchangeAsync(timeout);
    whole.whenComplete((reply, failure) -> exchange.cancel(true));
    return exchange;
  }

  private static Reply worse(Reply before, Reply now) {
    return before == null || before.status() / 100 == 2 ? now : before;
  }
}
