package customerio.agent.delivery;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;

/**
 * How fast a destination may be sent to. Each period with a 429 halves the pace, however many there
 * are in it: they are all of one burst. Each period with a success adds a twentieth of what the
 * pace is, not of the full one, which would be far beyond a server's limit at once. Thread-safe.
 */
final class Pace {
  private static final int SHARE_BACK = 20;

  private final LaneScheduler scheduler;
  private final AtomicRateLimiter limiter;
  private final int full;
  private final long periodNanos;
  private int current;
  private long changedAt;
  private boolean sloweredLast;

  /**
   * @param requests per period, at least 1
   * @param longestWait longer reservations are not given
   */
  Pace(String name, int requests, Duration period, Duration longestWait, LaneScheduler scheduler) {
    this.scheduler = scheduler;
    this.full = requests;
    this.current = requests;
    this.periodNanos = period.toNanos();
    this.limiter =
        new AtomicRateLimiter(
            name,
            RateLimiterConfig.custom()
                .limitForPeriod(requests)
                .limitRefreshPeriod(period)
                .timeoutDuration(longestWait)
                .build(),
            scheduler::nanos);
  }

  /** Within which its requests may be made. */
  Duration period() {
    return Duration.ofNanos(periodNanos);
  }

  /**
   * Takes a place in the line, but only one that is worth waiting for: what somebody else waits for
   * must not grow by places that nobody uses.
   *
   * @return how long to wait, less than the limit; null when it would be longer, and then there is
   *     no place taken
   */
  synchronized Duration reserveWithin(Duration limit) {
    return limiter.getDetailedMetrics().getNanosToWait() < limit.toNanos() ? reserve() : null;
  }

  /** The same for someone who has all the time in the world. */
  synchronized Duration reserveAnyhow() {
    Duration wait = reserve();
    return wait == null ? limiter.getRateLimiterConfig().getTimeoutDuration() : wait;
  }

  synchronized void slower() {
    if (!sloweredLast || isOver()) {
      change(Math.max(1, current / 2));
      sloweredLast = true;
    }
  }

  synchronized void faster() {
    if (current < full && isOver()) {
      change(Math.min(full, current + Math.max(1, current / SHARE_BACK)));
      sloweredLast = false;
    }
  }

  synchronized int current() {
    return current;
  }

  private Duration reserve() {
    long wait = limiter.reservePermission();
    return wait < 0 ? null : Duration.ofNanos(wait);
  }

  private boolean isOver() {
    return scheduler.nanos() - changedAt >= periodNanos;
  }

  private void change(int requests) {
    current = requests;
    changedAt = scheduler.nanos();
    limiter.changeLimitForPeriod(requests);
  }
}
