package customerio.agent.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who has to wait, and until when. Guarded by the destination's lock. */
final class Holds {
  /** In place of a pause, which is never this short: it was set aside often enough. */
  static final Duration NO_MORE = Duration.ZERO;

  /** In place of a pause: nothing was set aside, the request is repeated as it is. */
  static final Duration REPEATED = Duration.ofNanos(-1);

  private final HeldPeople people;
  private final LaneScheduler scheduler;
  private final Deadlines deadlines;
  private final Backoff backoff;
  private final int maxAttempts;
  private final Consumer<Entry> whenDue;
  private final Runnable whenSomebodyStands;

  /**
   * @param release puts entries in front of the lane of the person
   * @param whenDue calls {@link #due} under the destination's lock
   * @param whenSomebodyStands run when {@link HeldPeople#isAside} may be true of more people
   */
  Holds(
      DeliveryContext context,
      BiConsumer<Long, List<Entry>> release,
      Consumer<Entry> whenDue,
      Runnable whenSomebodyStands) {
    this.people = new HeldPeople(release);
    this.scheduler = context.scheduler();
    this.deadlines = context.deadlines();
    this.backoff = context.holds();
    this.maxAttempts = context.settings().hold().maxAttempts();
    this.whenDue = whenDue;
    this.whenSomebodyStands = whenSomebodyStands;
  }

  HeldPeople people() {
    return people;
  }

  /** The lane may go on with others in its place. */
  boolean mustWait(Entry entry) {
    return hasToMeet(entry) || deadlines.untilDue(entry).compareTo(Duration.ZERO) > 0;
  }

  /** Takes care of an entry that {@link #mustWait} and is the first of its lane. */
  void park(Entry entry) {
    if (hasToMeet(entry)) {
      if (people.meet(entry)) {
        whenSomebodyStands.run();
      }
    } else {
      holdFor(entry, deadlines.untilDue(entry));
    }
  }

  /** It has failed again after the last time that it was set aside. */
  boolean isExhausted(Piece piece) {
    return piece.isSingle() && piece.first().entry().holds >= maxAttempts;
  }

  /**
   * Sets aside what failed by itself, longer each time.
   *
   * @param othersPass else it may be the destination that fails, which must exhaust nobody: then
   *     the last time before that is never counted
   * @param successes of the destination so far
   */
  Duration holdAfterFailure(Entry entry, boolean othersPass, long successes) {
    if (othersPass || entry.holds < Math.max(1, maxAttempts - 1)) {
      entry.holds++;
    }
    Duration delay = backoff.delay(entry.holds - 1);
    entry.sentAlone = true;
    entry.failedAtSuccess = successes;
    deadlines.putOff(entry, delay);
    holdFor(entry, delay);
    return delay;
  }

  void holdUnreadable(Entry entry) {
    holdFor(entry, backoff.delay(entry.unread - 1));
  }

  void due(Entry entry) {
    if (deadlines.untilDue(entry).compareTo(Duration.ZERO) > 0) {
      return; // it has been tried since by order of an operator, and put off anew
    }
    entry.isPutOff = false;
    people.due(entry);
  }

  private boolean hasToMeet(Entry entry) {
    return !entry.assembled && (entry.isPair() || people.isHeld(entry.person));
  }

  private void holdFor(Entry entry, Duration delay) {
    people.holdForTime(entry);
    whenSomebodyStands.run();
    scheduler.schedule(delay, () -> whenDue.accept(entry));
  }
}
