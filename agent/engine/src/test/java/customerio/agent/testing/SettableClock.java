package customerio.agent.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock that stands still until it is put somewhere else, by one thread at a time. */
public final class SettableClock extends Clock {
  private volatile Instant now;

  public SettableClock() {
    this(Instant.ofEpochMilli(1_700_000_000_000L));
  }

  public SettableClock(Instant start) {
    now = start;
  }

  public void jump(Duration by) {
    now = now.plus(by);
  }

  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
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
