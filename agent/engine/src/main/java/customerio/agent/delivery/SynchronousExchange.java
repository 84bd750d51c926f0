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

/** Relays calls of the application over the same transport, limits and breakers as deliveries. */
final class SynchronousExchange implements SynchronousRoute {
  private final DeliveryContext context;
  private final Transport transport;
  private final BaseUrls baseUrls;
  private final AppLimits limits;
  private final Set<RelayedCall> underway = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  SynchronousExchange(DeliveryContext context, Transport transport, BaseUrls baseUrls) {
    this.context = context;
    this.transport = transport;
    this.baseUrls = baseUrls;
    this.limits = new AppLimits(context.settings(), context.places(), context.scheduler());
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
    CompletableFuture<Reply> reply =
        exchangeAsync(request, target, api, region, credential, timeout);
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
    RelayedCall call =
        new RelayedCall(
            context,
            transport,
            destination,
            request,
            target,
            baseUrls.of(api, region),
            pace,
            // a caller without a timeout of its own has the time to wait for its turn, too
            timeout == null ? context.settings().requestTimeout().plus(pace.period()) : timeout);
    underway.add(call);
    call.reply().whenComplete((reply, failure) -> underway.remove(call));
    if (closed) {
      call.abandon();
    } else {
      call.start();
    }
    return call.reply();
  }

  /** From now on applications make their calls themselves. */
  void close() {
    closed = true;
    underway.forEach(RelayedCall::abandon);
  }
}
