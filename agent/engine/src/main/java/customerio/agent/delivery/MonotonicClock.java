package customerio.agent.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Lets a library that insists on wall-clock time sleep through jumps of the wall clock. */
final class MonotonicClock extends Clock {
  private final LaneScheduler scheduler;

  MonotonicClock(LaneScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(0, scheduler.nanos());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
