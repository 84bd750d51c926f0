package customerio.agent.delivery;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.util.function.LongPredicate;

/**
 * What of a destination the heap has no room for. It stays on the queue's shelf, as its place in
 * the order is fixed there, and comes into the lanes bit by bit; so an outage of days is bounded by
 * the disk, and a restart after it by nothing. Guarded by the destination's lock.
 *
 * <pre>
 *   of dead JVMs ─────────────▶ shelf (disk) ──── room in the heap ────▶ lanes
 *                                 ▲                                       ▲
 *   said now: no room, or a name that the shelf speaks of                 │
 *             else ───────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>So of a person of whom anything is on the shelf, nothing that is said later is in a lane, and
 * what was said before stands in front: order needs no more than that. Names that were joined count
 * as one person, see {@link PersonLines}.
 */
final class Backlog implements Awaited {
  private final long destination;
  private final DurableQueue queue;
  private final ShelvedNames names;
  private final HeapRoom room;
  private final PersonLines lines = new PersonLines(this);
  private final Overtakers overtakers;

  private boolean any;

  /** All turns before this one are over. */
  private int reached;

  private long oldest = Long.MAX_VALUE;
  private int waiting;

  /**
   * @param isAside whether a line stands still until its first operation is due again
   */
  Backlog(
      long destination,
      DurableQueue queue,
      ShelvedNames names,
      HeapRoom room,
      LongPredicate isAside) {
    this.destination = destination;
    this.queue = queue;
    this.names = names;
    this.room = room;
    this.overtakers = new Overtakers(lines, this, isAside);
  }

  PersonLines lines() {
    return lines;
  }

  Overtakers overtakers() {
    return overtakers;
  }

  /** An operation has a ticket from now on, and waits in the heap. */
  void entered(Entry entry) {
    waiting++;
    room.take();
    overtakers.entered(entry);
  }

  void left(Entry entry) {
    waiting--;
    room.leave();
    lines.leave(entry.standing());
    overtakers.left(entry);
  }

  /** In the heap and on the shelf. */
  int pending() {
    long operations = waiting + queue.shelved(destination).operations();
    return (int) Math.min(Integer.MAX_VALUE, operations);
  }

  /**
   * Shelves what was said now, if it must not go into a lane.
   *
   * @return false when it belongs into a lane
   */
  boolean takes(Ticket ticket) {
    boolean mayPass = hasRoom(0) && !speaksOfAwaited(ticket.routing());
    return !mayPass && shelve(ticket);
  }

  /**
   * @param more wait, but for their turn to enter
   */
  boolean hasRoom(int more) {
    return room.hasMore(waiting + more);
  }

  /**
   * @return false when it was withdrawn, and makes no difference
   */
  boolean shelve(Ticket ticket) {
    if (!queue.shelve(ticket)) {
      return false;
    }
    expect(ticket, true);
    return true;
  }

  /** How many to take off the shelf now. */
  int toTake() {
    return any ? room.toTake(waiting) : 0;
  }

  /**
   * What was taken off the shelf is in the lanes.
   *
   * @return the next turn, or {@link Integer#MAX_VALUE}
   */
  int moved() {
    Shelved left = queue.shelved(destination);
    if (any && left.operations() == 0) {
      any = false;
      names.close();
      lines.nobodyIsAwaited();
    }
    reached = left.firstTurn();
    oldest = left.oldestCapturedAtMillis();
    overtakers.look();
    return reached;
  }

  /** Capture time of about the oldest on the shelf, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return oldest;
  }

  @Override
  public boolean isAwaited(long line) {
    return any && names.last(destination, line) >= reached;
  }

  @Override
  public void joined(long tail, long head) {
    if (isAwaited(tail)) {
      names.note(destination, head, names.last(destination, tail));
    }
  }

  private boolean speaksOfAwaited(Routing routing) {
    return any
        && (isAwaited(lines.line(routing.person()))
            || routing.otherPerson() != 0 && isAwaited(lines.line(routing.otherPerson())));
  }

  /**
   * An operation is on the shelf.
   *
   * @param behind whatever is in the lanes, though a late backlog may come between; then its names
   *     may be joined before it is
   */
  void expect(Ticket ticket, boolean behind) {
    if (behind) {
      lines.foresee(ticket.routing());
    }
    int turn = ticket.turn();
    if (!any) {
      any = true;
      reached = turn;
      names.open();
    }
    reached = Math.min(reached, turn);
    oldest = Math.min(oldest, ticket.capturedAtMillis());
    Routing routing = ticket.routing();
    note(routing.person(), turn);
    if (routing.otherPerson() != 0) {
      note(routing.otherPerson(), turn);
    }
  }

  /** Under its own name too, should its line be forgotten. */
  private void note(long name, int turn) {
    names.note(destination, name, turn);
    long line = lines.line(name);
    if (line != name) {
      names.note(destination, line, turn);
    }
  }
}
