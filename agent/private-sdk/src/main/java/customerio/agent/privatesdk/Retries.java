package customerio.agent.privatesdk;

import customerio.agent.capture.Reply;
import customerio.agent.transport.TransportException;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Repeats an export that cannot have been stored: nothing was sent, or the answer is one of those
 * that OTLP lists as such. One whose answer is missing is not repeated, as it would count twice.
 * Thread-safe.
 */
final class Retries {
  /** OTLP 1.7, "Retryable Response Codes". */
  private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

  interface Attempt {
    /**
     * @param left of the time for all attempts
     */
    Reply send(Duration left) throws TransportException;
  }

  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param random from 0 to 1
   */
  Retries(LongSupplier nanoTime, DoubleSupplier random) {
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /** From now on each export is tried once, and whoever waits to try again does so now. */
  void end() {
    ended.countDown();
  }

  /**
   * @param policy null = one attempt
   * @param timeout for all attempts and the pauses between them
   */
  Reply run(RetryPolicy policy, Duration timeout, Attempt attempt) throws TransportException {
    long start = nanoTime.getAsLong();
    double bound = policy == null ? 0 : policy.getInitialBackoff().toNanos();
    for (int number = 1; ; number++) {
      boolean last = policy == null || number >= policy.getMaxAttempts() || isEnded();
      Duration left = timeout.minusNanos(nanoTime.getAsLong() - start);
      Reply reply = null;
      TransportException failure = null;
      try {
        reply = attempt.send(left);
      } catch (TransportException e) {
        failure = e;
      }
      long pause = (long) (random.getAsDouble() * bound);
      boolean again = failure == null ? AGAIN.contains(reply.status()) : failure.nothingSent();
      boolean inTime = nanoTime.getAsLong() - start + pause < timeout.toNanos();
      if (last || !again || !inTime || !pause(pause)) {
        if (failure != null) {
          throw failure;
        }
        return reply;
      }
      bound = Math.min(bound * policy.getBackoffMultiplier(), policy.getMaxBackoff().toNanos());
    }
  }

  private boolean isEnded() {
    return ended.getCount() == 0;
  }

  /** False when this thread is wanted elsewhere. */
  private boolean pause(long nanos) {
    try {
      ended.await(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
