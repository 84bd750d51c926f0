package customerio.agent.delivery;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;

/** Relays calls of the application over the same transport, limits and breakers as deliveries. */
final class SynchronousExchange {
  private final DeliveryContext context;
  private final Transport transport;
  private final Wayfinder wayfinder;
  private final LongFunction<Names> names;
  private final AppLimits limits;
  private final Set<RelayedCall> underway = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param names of a destination; null when nothing waits there
   */
  SynchronousExchange(
      DeliveryContext context,
      Transport transport,
      Wayfinder wayfinder,
      LongFunction<Names> names) {
    this.names = names;
    this.context = context;
    this.transport = transport;
    this.wayfinder = wayfinder;
    this.limits = new AppLimits(context.settings(), context.places(), context.scheduler());
  }

  SynchronousRoute route() {
    return new Way(Turn.AT_ONCE, null);
  }

  private final class Way implements SynchronousRoute {
    private final Turn turn;
    private final String traceparent;

    Way(Turn turn, String traceparent) {
      this.turn = turn;
      this.traceparent = traceparent;
    }

    /** On a thread of ours even here, so that an interrupt and the timeout work in any phase. */
    @Override
    public Reply exchange(
        CapturedRequest request,
        String target,
        Api api,
        Region region,
        long credential,
        Duration timeout)
        throws IOException {
      return await(exchangeAsync(request, target, api, region, credential, timeout));
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(
        CapturedRequest request,
        String target,
        Api api,
        Region region,
        long credential,
        Duration timeout) {
      Destination destination = new Destination(api, region, credential);
      Pace pace = limits.pace(destination, target);
      return begin(
          new RelayedCall(
              context,
              transport,
              destination,
              request,
              target,
              traceparent,
              wayfinder,
              pace,
              turn,
              // a caller without a timeout of its own has the time to wait for its turn, too
              timeout == null ? context.settings().requestTimeout().plus(pace.period()) : timeout));
    }

    @Override
    public SynchronousRoute behind(long destination, Set<Long> people) {
      Names waiting = names.apply(destination);
      return waiting == null
          ? this
          : new Way(later -> waiting.awaitTurn(people, later), traceparent);
    }

    @Override
    public SynchronousRoute within(String trace) {
      return new Way(turn, trace);
    }
  }

  private static Reply await(CompletableFuture<Reply> reply) throws IOException {
    try {
      return reply.get();
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for Customer.io");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("relaying the call failed", e.getCause());
    }
  }

  private CompletableFuture<Reply> begin(RelayedCall call) {
    underway.add(call);
    call.reply().whenComplete((reply, failure) -> underway.remove(call));
    if (closed) {
      call.abandon();
    }
    call.start();
    return call.reply();
  }

  /** From now on applications make those calls themselves that overtake nothing. */
  void close() {
    closed = true;
    underway.forEach(RelayedCall::abandon);
  }
}
