package customerio.agent.delivery;

import java.time.Clock;
import java.time.Duration;

/**
 * Turns the wall-clock times that survive a restart into times of the monotonic clock, once, when
 * an operation comes into a lane. From then on no step of the wall clock puts a retry off, lets all
 * of them loose together or makes an operation too old.
 *
 * <p>Between two runs, and on the shelf, there is only the wall clock. Should it have been set
 * back, nothing waits longer than the pause it was given; should it have been set forward,
 * operations may expire, and are dead letters then.
 */
final class Deadlines {

  /** Longer than any process lives, and short enough to be added to any point in time. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final LaneScheduler scheduler;
  private final Clock clock;
  private final Duration maxAge;
  private final Backoff holds;

  /**
   * @param maxAge null = nothing is too old
   */
  Deadlines(LaneScheduler scheduler, Clock clock, Duration maxAge, Backoff holds) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.maxAge = maxAge == null || maxAge.compareTo(LONGEST) > 0 ? LONGEST : maxAge;
    this.holds = holds;
  }

  void entered(Entry entry) {
    long now = clock.millis();
    long age = Math.max(0, now - entry.ticket.capturedAtMillis());
    Duration left = maxAge.minusMillis(Math.min(age, LONGEST.toMillis()));
    entry.expiresNanos = scheduler.nanos() + left.toNanos();
    if (entry.holds > 0) {
      Duration pause = Duration.ofMillis(entry.ticket.notBeforeMillis() - now);
      Duration longest = holds.longest(entry.holds - 1);
      putOff(entry, pause.compareTo(longest) < 0 ? pause : longest);
    }
  }

  void putOff(Entry entry, Duration pause) {
    entry.isPutOff = true;
    entry.dueNanos = scheduler.nanos() + pause.toNanos();
  }

  /** Zero or less: at once. */
  Duration untilDue(Entry entry) {
    return entry.isPutOff ? Duration.ofNanos(entry.dueNanos - scheduler.nanos()) : Duration.ZERO;
  }

  boolean isTooOld(Entry entry) {
    return entry.expiresNanos - scheduler.nanos() < 0;
  }
}
