package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.ExchangeFront;
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
    /** Turns Customer.io's answer into the application's, or throws what it gets instead. */
    Reply answered(Reply reply) throws IOException;

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
    public Reply answered(Reply reply) throws IOException {
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
  private final CallObservation observation;
  private final Overtaking overtaking;
  private final Ending ending;

  RelayedCall(
      SynchronousRoute route,
      Wire wire,
      CallObservation observation,
      Overtaking overtaking,
      Ending ending) {
    this.route = route;
    this.wire = wire;
    this.observation = observation;
    this.overtaking = overtaking;
    this.ending = ending;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    overtaking.begins();
    Reply reply;
    try {
      reply =
          traced()
              .exchange(wire.request, wire.target, wire.api, wire.region, wire.credential, timeout);
    } catch (IOException failure) {
      return failed(failure);
    } catch (Throwable fault) {
      throw faulty(fault);
    }
    return answered(reply);
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    overtaking.begins();
    return ExchangeFront.of(begin(timeout), this::complete);
  }

  private CompletableFuture<Reply> begin(Duration timeout) {
    try {
      return traced()
          .exchangeAsync(
              wire.request, wire.target, wire.api, wire.region, wire.credential, timeout);
    } catch (Throwable fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  private SynchronousRoute traced() {
    return route.within(observation.traceparent(wire.credential));
  }

  private void complete(CompletableFuture<Reply> result, Reply reply, Throwable failure) {
    if (result.isDone()) {
      // cancelled by the application: as natively, nobody knows what became of it
      overtaking.isLost();
      observation.relayed(0);
      return;
    }
    try {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause == null) {
        result.complete(answered(reply));
      } else if (cause instanceof IOException io) {
        result.complete(failed(io));
      } else {
        result.completeExceptionally(faulty(cause));
      }
    } catch (Throwable surfaced) {
      result.completeExceptionally(surfaced);
    }
  }

  private Reply answered(Reply reply) throws IOException {
    overtaking.ends(reply.status());
    return ending.answered(reply);
  }

  private Reply failed(IOException failure) throws IOException {
    overtaking.isLost();
    return ending.failed(failure);
  }

  /**
   * A defect of ours while part of the request may be on its way: it must not be sent again, and
   * the application knows no exception for it but the one for a connection that broke.
   */
  private IOException faulty(Throwable fault) {
    overtaking.isLost();
    observation.relayed(0);
    return new IOException("relaying the call failed", fault);
  }
}
