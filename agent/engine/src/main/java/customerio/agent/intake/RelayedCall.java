package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A call that waits for Customer.io; what its end means is the {@link Ending}'s to say. */
final class RelayedCall implements Takeover.Relayed {

  interface Ending {
    Reply answered(Reply reply);

    /** Turns the failure into an answer or throws it. */
    Reply failed(IOException failure) throws IOException;
  }

  /** The application sees what happened. */
  static class Surface implements Ending {
    private final SynchronousCalls.Call call;

    Surface(SynchronousCalls.Call call) {
      this.call = call;
    }

    @Override
    public Reply answered(Reply reply) {
      call.observation().relayed(reply.status());
      return reply;
    }

    @Override
    public Reply failed(IOException failure) throws IOException {
      if (failure instanceof NothingSentException) {
        call.observation().passed(PassReason.NOTHING_SENT);
      } else {
        call.observation().relayed(0);
      }
      throw failure;
    }
  }

  /** What goes out, and where it belongs. */
  record Wire(CapturedRequest request, String target, Api api, Region region, long credential) {}

  private final SynchronousRoute route;
  private final Wire wire;
  private final Ending ending;

  RelayedCall(SynchronousRoute route, Wire wire, Ending ending) {
    this.route = route;
    this.wire = wire;
    this.ending = ending;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    Reply reply;
    try {
      reply =
          route.exchange(
              wire.request, wire.target, wire.api, wire.region, wire.credential, timeout);
    } catch (IOException failure) {
      return ending.failed(failure);
    }
    return ending.answered(reply);
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    CompletableFuture<Reply> exchange =
        route.exchangeAsync(
            wire.request, wire.target, wire.api, wire.region, wire.credential, timeout);
    CompletableFuture<Reply> result = new CompletableFuture<>();
    exchange.whenComplete((reply, failure) -> complete(result, reply, failure));
    result.whenComplete(
        (reply, failure) -> {
          if (result.isCancelled()) {
            exchange.cancel(true);
          }
        });
    return result;
  }

  private void complete(CompletableFuture<Reply> result, Reply reply, Throwable failure) {
    if (result.isDone()) {
      return; // cancelled by the application: as natively, nobody knows what became of it
    }
    try {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause == null) {
        result.complete(ending.answered(reply));
      } else if (cause instanceof IOException io) {
        result.complete(ending.failed(io));
      } else {
        result.completeExceptionally(cause);
      }
    } catch (Throwable surfaced) {
      result.completeExceptionally(surfaced);
    }
  }
}
