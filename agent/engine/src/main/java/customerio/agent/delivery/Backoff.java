package customerio.agent.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Doubling pauses. The jitter only lengthens: nobody is tried earlier than promised, and those who
 * failed together do not come back together.
 */
final class Backoff {
  private static final int LARGEST_SHIFT = 30;

  private final Duration base;
  private final Duration max;
  private final double jitter;
  private final RandomGenerator random;

  Backoff(Duration base, Duration max, double jitter, RandomGenerator random) {
    this.base = base;
    this.max = max;
    this.jitter = jitter;
    this.random = random;
  }

  /**
   * @param failures that came before, from 0
   */
  Duration delay(int failures) {
    Duration capped = capped(failures);
    return capped.plusNanos((long) (capped.toNanos() * jitter * random.nextDouble()));
  }

  /**
   * @param atLeast what Customer.io asked for; null for nothing
   */
  Duration delay(int failures, Duration atLeast) {
    Duration delay = delay(failures);
    return atLeast != null && atLeast.compareTo(delay) > 0 ? atLeast : delay;
  }

  /** What {@link #delay} is at most. */
  Duration longest(int failures) {
    Duration capped = capped(failures);
    return capped.plusNanos((long) (capped.toNanos() * jitter));
  }

  Duration max() {
    return max;
  }

  private Duration capped(int failures) {
    Duration doubled = base.multipliedBy(1L << Math.min(failures, LARGEST_SHIFT));
    return doubled.compareTo(max) < 0 ? doubled : max;
  }
}
