package customerio.agent.capture;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The way to Customer.io for calls whose answer the application needs: pooled connections, the
 * limiter and breaker of the destination, and those repeats that cannot do harm. Thread-safe.
 *
 * <p>The request goes out with the application's own method, headers (but those of the connection)
 * and body bytes.
 */
public interface SynchronousRoute {

  /** Stands for a call without {@code Authorization}. */
  long NO_CREDENTIAL = 0;

  /**
   * Blocks for Customer.io's answer, whatever its status. An interrupt aborts the exchange.
   *
   * @param target raw path and query as Customer.io knows them (a gateway's prefix is removed)
   * @param credential fingerprint of the request's credential, or {@link #NO_CREDENTIAL}
   * @param timeout for everything, waiting for the limiter included; null for the agent's own
   * @throws NothingSentException no byte left this machine, or it was a read
   * @throws CustomerioUnavailableException Customer.io is known to be down; nothing was sent, and
   *     it is no read
   * @throws java.net.SocketTimeoutException the timeout passed
   * @throws java.io.InterruptedIOException the calling thread was interrupted
   * @throws IOException the outcome is unknown
   */
  Reply exchange(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout)
      throws IOException;

  /**
   * The same without blocking. The future completes exceptionally with what {@link #exchange} would
   * have thrown, on a thread of the agent; cancelling it aborts the exchange.
   */
  CompletableFuture<Reply> exchangeAsync(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout);

  /**
   * The same way for a call that must not overtake what waits in the queue about these people: it
   * goes when all is settled that was said before, and if that is not within its timeout, not at
   * all. While Customer.io is known to be down it fails at once.
   *
   * @param destination and people as the queue has them, see {@code Routing}
   */
  default SynchronousRoute behind(long destination, Set<Long> people) {
    return this;
  }

  /**
   * The same way for a call that is part of a trace.
   *
   * @param traceparent W3C trace context; null for none
   */
  default SynchronousRoute within(String traceparent) {
    return this;
  }
}
