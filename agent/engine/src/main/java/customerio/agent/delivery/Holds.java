package customerio.agent.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who has to wait, and until when. Guarded by the destination's lock. */
final class Holds {
  private final HeldPeople people;
  private final LaneScheduler scheduler;
  private final Clock clock;
  private final Backoff backoff;
  private final Consumer<Entry> whenDue;

  /**
   * @param release puts entries in front of the lane of the person
   * @param whenDue calls {@link #due} under the destination's lock
   */
  Holds(
      LaneScheduler scheduler,
      Clock clock,
      Backoff backoff,
      BiConsumer<Long, List<Entry>> release,
      Consumer<Entry> whenDue) {
    this.people = new HeldPeople(release);
    this.scheduler = scheduler;
    this.clock = clock;
    this.backoff = backoff;
    this.whenDue = whenDue;
  }

  HeldPeople people() {
    return people;
  }

  /** The lane may go on with others in its place. */
  boolean mustWait(Entry entry) {
    return hasToMeet(entry) || remaining(entry) > 0;
  }

  /** Takes care of an entry that {@link #mustWait} and is the first of its lane. */
  void park(Entry entry) {
    if (hasToMeet(entry)) {
      people.meet(entry);
    } else {
      holdFor(entry, Duration.ofMillis(remaining(entry)));
    }
  }

  /** Sets aside what failed by itself, longer each time. */
  Duration holdAfterFailure(Entry entry) {
    Duration delay = backoff.delay(entry.holds++);
    entry.sentAlone = true;
    entry.notBeforeMillis = clock.millis() + delay.toMillis();
    holdFor(entry, delay);
    return delay;
  }

  void holdUnreadable(Entry entry) {
    holdFor(entry, backoff.delay(entry.unread - 1));
  }

  void due(Entry entry) {
    entry.notBeforeMillis = 0;
    people.due(entry);
  }

  private boolean hasToMeet(Entry entry) {
    return !entry.assembled && (entry.isPair() || people.isHeld(entry.person));
  }

  /** A clock that was set back must not put an operation off for longer than a hold ever is. */
  private long remaining(Entry entry) {
    return entry.notBeforeMillis == 0
        ? 0
        : Math.min(entry.notBeforeMillis - clock.millis(), backoff.max().toMillis());
  }

  private void holdFor(Entry entry, Duration delay) {
    people.holdForTime(entry);
    scheduler.schedule(delay, () -> whenDue.accept(entry));
  }
}
