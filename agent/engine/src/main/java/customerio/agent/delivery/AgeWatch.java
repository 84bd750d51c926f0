package customerio.agent.delivery;

import java.time.Clock;
import java.time.Duration;

/**
 * Sees when what waits is about to become too old for Customer.io, which starts no campaign with an
 * event of more than 72 hours. Guarded by the destination's lock.
 */
final class AgeWatch {
  private static final Duration STARTS_CAMPAIGNS = Duration.ofHours(72);

  /** Who did not see it in the log the first time shall not find out by the dead letters. */
  private static final Duration REPEAT = Duration.ofHours(6);

  private final Duration limit;
  private final Clock clock;
  private final LaneScheduler scheduler;
  private final Runnable look;
  private boolean armed;

  /**
   * @param maxAge null = nothing is too old to be delivered
   * @param look calls {@link #look}
   */
  AgeWatch(Duration maxAge, Clock clock, LaneScheduler scheduler, Runnable look) {
    Duration end =
        maxAge == null || maxAge.compareTo(STARTS_CAMPAIGNS) > 0 ? STARTS_CAMPAIGNS : maxAge;
    this.limit = end.multipliedBy(3).dividedBy(4);
    this.clock = clock;
    this.scheduler = scheduler;
    this.look = look;
  }

  /**
   * Something cannot go at the moment.
   *
   * @param oldest capture time of the oldest operation that waits
   */
  void waits(long oldest) {
    if (!armed && oldest != Long.MAX_VALUE) {
      long millis = limit.toMillis() - (clock.millis() - oldest);
      // if it is late already, it may yet go at once
      arm(Duration.ofMillis(Math.max(1000, millis)));
    }
  }

  /**
   * @param oldest capture time of the oldest operation that waits, or {@link Long#MAX_VALUE}
   * @return its age if somebody should know, else null
   */
  Duration look(long oldest) {
    armed = false;
    if (oldest == Long.MAX_VALUE) {
      return null;
    }
    Duration age = Duration.ofMillis(clock.millis() - oldest);
    if (age.compareTo(limit) < 0) {
      waits(oldest);
      return null;
    }
    arm(REPEAT);
    return age;
  }

  private void arm(Duration delay) {
    armed = true;
    scheduler.schedule(delay, look);
  }
}
