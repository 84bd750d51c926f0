package customerio.agent.delivery;

import customerio.agent.queue.Routing;
import java.util.function.IntPredicate;

/**
 * In whose line a person stands. One human may be addressed by several names, an id and an e-mail
 * address; an operation that carries two of them joins their lines, and from then on what is said
 * under either name keeps one order. Guarded by the destination's lock.
 *
 * <pre>
 *   waits of X   of Y     an operation about X and Y
 *   ───────────────────   ─────────────────────────────────────────────────────────
 *      no        any      X joins Y's line, for nothing of X can be overtaken
 *      yes       no       Y joins X's line
 *      yes       yes      a pair, see {@link HeldPeople}; whatever comes after it about
 *                         either waits in X's line, behind the pair
 * </pre>
 *
 * <p>So nothing that waits ever changes its line, and only the third case costs anything. A join
 * says something about order, not about identity: one that is no longer true (a new e-mail address,
 * a deleted person) costs parallel sending and nothing else, and is never undone while anything
 * waits. Joins of people of whom nothing waits are forgotten, all at once, when they are many.
 *
 * <p>A merge joins as well: its two people are one human from then on.
 */
final class PersonLines {

  /** So many pairs of names; they take four megabytes. */
  static final int REMEMBERED = 1 << 15;

  /**
   * @param line where it waits
   * @param otherLine where it waits as well, for it is a pair; equal to {@code line} = it is none
   */
  record Standing(long line, long otherLine) {}

  private final Awaited awaited;
  private LineTable table = new LineTable();

  /** Names that have another one. */
  private int linked;

  /** How many links were wanted since what is idle was forgotten, whether or not they were made. */
  private int wanted;

  private int forgetAt = REMEMBERED;

  PersonLines(Awaited awaited) {
    this.awaited = awaited;
  }

  /**
   * One more operation waits.
   *
   * @param last nothing that entered before stands behind it; if something does, two busy lines
   *     stay two
   */
  Standing enter(Routing routing, boolean last) {
    makeRoom();
    long line = line(routing.person());
    long other = routing.otherPerson() == 0 ? line : line(routing.otherPerson());
    if (line != other && Routing.isPerson(line) && Routing.isPerson(other)) {
      if (isIdle(other)) {
        join(other, line);
        other = line;
      } else if (isIdle(line)) {
        join(line, other);
        line = other;
      } else if (last) {
        join(other, line);
      }
    }
    count(line, 1);
    if (other != line) {
      count(other, 1);
    }
    return new Standing(line, other);
  }

  /**
   * An operation that is on the shelf will join these names, and what is said before it comes off
   * is to be kept under both, see {@link #named}. Two busy lines stay two until then, but each is
   * known by the other's name, too. Not remembered of more people than of others: the rest is
   * joined when it comes off the shelf.
   */
  void foresee(Routing routing) {
    if (routing.otherPerson() == 0) {
      return;
    }
    makeRoom();
    if (linked >= 2 * REMEMBERED) {
      wanted++;
    } else if (!joinIdle(routing)) {
      long line = line(routing.person());
      long other = line(routing.otherPerson());
      link(line, LineTable.HEAD, other);
      link(other, LineTable.HEAD, line);
      wanted++;
    }
  }

  /**
   * An operation about two people has arrived without having waited. Two busy lines stay two:
   * nothing that waits may change its line, and no pair stands between. What is on the shelf has no
   * line yet, so whoever speaks of it joins like others, and brings along that it is awaited.
   */
  void join(Routing routing) {
    makeRoom();
    joinIdle(routing);
  }

  /**
   * @return false when both are people who are busy in lines of their own
   */
  private boolean joinIdle(Routing routing) {
    long line = line(routing.person());
    long other = line(routing.otherPerson());
    if (line == other || !Routing.isPerson(line) || !Routing.isPerson(other)) {
      return true;
    }
    if (isIdle(other)) {
      join(other, line);
    } else if (isIdle(line)) {
      join(line, other);
    } else {
      return false;
    }
    return true;
  }

  /** An operation that entered is settled. */
  void leave(Standing standing) {
    count(standing.line, -1);
    if (standing.otherLine != standing.line) {
      count(standing.otherLine, -1);
    }
  }

  /**
   * The routing with which an operation is to be kept, so that after a restart what waits is in one
   * line again, also when the operation that joined them is settled: a name that stands in the line
   * of another brings that along, and the other one the last that joined it, or is going to. There
   * is room for two: what an operation itself names comes first, or what is said about its second
   * person would overtake it; that of a third name is lost if the operation which joined it is
   * settled, and the JVM dies.
   */
  Routing named(Routing routing) {
    boolean namesAnother = routing.otherPerson() != 0 && routing.otherPerson() != routing.person();
    long other = namesAnother ? routing.person() : otherName(routing.person());
    return other == routing.person()
        ? routing
        : new Routing(routing.destination(), routing.person(), other);
  }

  int size() {
    return table.size();
  }

  /** In whose line a person stands at present. */
  long line(long person) {
    long line = person;
    for (int at = table.find(line); isFollower(at); at = table.find(line)) {
      line = table.link(at);
    }
    for (long next = person; next != line; ) {
      int at = table.find(next);
      next = table.link(at);
      table.link(at, LineTable.FOLLOWER, line);
    }
    return line;
  }

  /** How many operations wait in the line of a person, shelf apart. */
  int waiting(long line) {
    int at = table.find(line);
    return at < 0 ? 0 : table.waiting(at);
  }

  /** The person, when no other is known. */
  private long otherName(long person) {
    long line = line(person);
    int at = table.find(line);
    return line == person && at >= 0 && table.role(at) == LineTable.HEAD ? table.link(at) : line;
  }

  private boolean isFollower(int at) {
    return at >= 0 && table.role(at) == LineTable.FOLLOWER;
  }

  private boolean isIdle(long line) {
    return waiting(line) == 0;
  }

  /** Nor is anything of it on the shelf. */
  private boolean isFree(long line) {
    return isIdle(line) && !awaited.isAwaited(line);
  }

  /**
   * What Customer.io dates by its arrival, because it went out without a time. The next word of the
   * line may have been said before that arrival; stamped with its own time it would be the older
   * word, and Customer.io ignores older words with a 200.
   */
  void mayHaveArrived(Entry entry, long millis) {
    int at = entry.dated ? -1 : table.find(line(entry.person));
    if (at >= 0) {
      table.arrived(at, millis);
    }
  }

  /** Dates it no earlier than that, unless it is older than this process, or was sent before. */
  void follow(Entry entry) {
    if (!entry.fromBacklog && entry.attempts == 0) {
      Standing standing = entry.standing();
      entry.notDatedBeforeMillis =
          Math.max(lastArrival(standing.line), lastArrival(standing.otherLine));
    }
  }

  private long lastArrival(long person) {
    int at = table.find(line(person));
    return at < 0 ? 0 : table.arrived(at);
  }

  private void join(long tail, long head) {
    long arrived = lastArrival(tail);
    link(tail, LineTable.FOLLOWER, head);
    link(head, LineTable.HEAD, tail);
    table.arrived(table.find(head), arrived);
    awaited.joined(tail, head);
    wanted++;
  }

  private void link(long name, byte role, long other) {
    int at = table.findOrAdd(name);
    linked += table.role(at) == LineTable.ALONE ? 1 : 0;
    table.link(at, role, other);
  }

  private void count(long line, int change) {
    if (!Routing.isPerson(line)) {
      return; // never joined, so nobody asks
    }
    int at = table.findOrAdd(line);
    int waiting = table.waiting(at) + change;
    table.waiting(at, waiting);
    if (waiting == 0 && table.role(at) == LineTable.ALONE && !mayBeFollowed(at)) {
      table.remove(at);
    }
  }

  /** What is on the shelf may have been said before the last word arrived, see {@link #follow}. */
  private boolean mayBeFollowed(int at) {
    return table.arrived(at) > 0 && awaited.isAwaited(table.person(at));
  }

  /** Nothing is on the shelf any more. */
  void nobodyIsAwaited() {
    keep(at -> table.waiting(at) > 0 || table.role(at) != LineTable.ALONE);
  }

  /** Looks through all of them as seldom as they are many. */
  private void makeRoom() {
    if (wanted >= forgetAt) {
      keep(at -> !isFree(line(table.person(at))));
      wanted = 0;
      forgetAt = Math.max(REMEMBERED, linked / 2);
    }
  }

  private void keep(IntPredicate places) {
    LineTable kept = new LineTable();
    linked = 0;
    for (int at = 0; at < table.places(); at++) {
      if (table.role(at) != LineTable.NOBODY && places.test(at)) {
        int place = kept.findOrAdd(table.person(at));
        kept.link(place, table.role(at), table.link(at));
        kept.waiting(place, table.waiting(at));
        kept.arrived(place, table.arrived(at));
        linked += table.role(at) == LineTable.ALONE ? 0 : 1;
      }
    }
    table = kept;
  }
}
