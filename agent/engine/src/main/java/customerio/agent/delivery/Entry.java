package customerio.agent.delivery;

import customerio.agent.queue.Ticket;

/**
 * An operation's place in the line of one person. One that concerns two people has a place in each
 * line; it is sent from the first, while the second ({@link #partner}) only holds its line up.
 *
 * <p>Belongs to whoever holds it: the destination's lock while it waits, the lane's thread while it
 * is claimed.
 */
final class Entry {
  static final long NEVER_FAILED = -1;

  final Ticket ticket;
  final boolean fromBacklog;

  /** In whose line it stands, see {@link PersonLines}. */
  final long person;

  /** The same operation's place in its other person's line; null for an ordinary operation. */
  final Entry partner;

  /** It is the one that is sent. */
  final boolean primary;

  /** Sends; of one that was put off in an earlier run, at least one. */
  int attempts;

  /** How often it was put off for having failed by itself; survives a restart. */
  int holds;

  int unread;

  /** Rises with every operation that enters the lanes of its destination. */
  long number;

  boolean sentAlone;

  /** It is first in both lines; see {@link HeldPeople}. */
  boolean assembled;

  /** Its last request named the time of capture; else Customer.io dates it by its arrival. */
  boolean dated;

  /**
   * What was said before about the same person may have been dated so late, in wall-clock
   * milliseconds: an earlier time would make this the older word, which Customer.io ignores.
   */
  long notDatedBeforeMillis;

  /** Not to be sent before {@link #dueNanos}; see {@link Deadlines}. */
  boolean isPutOff;

  long dueNanos;
  long expiresNanos;

  /** The destination's count of successes when it failed first, or was set aside last. */
  long failedAtSuccess = NEVER_FAILED;

  Entry(Ticket ticket, boolean fromBacklog, PersonLines.Standing standing) {
    this.ticket = ticket;
    this.fromBacklog = fromBacklog;
    this.person = standing.line();
    this.partner =
        standing.otherLine() == standing.line() ? null : new Entry(this, standing.otherLine());
    this.primary = true;
    this.attempts = ticket.attempts();
    this.holds = ticket.attempts();
    this.sentAlone = holds > 0;
  }

  private Entry(Entry partner, long person) {
    this.ticket = partner.ticket;
    this.fromBacklog = partner.fromBacklog;
    this.person = person;
    this.partner = partner;
    this.primary = false;
  }

  PersonLines.Standing standing() {
    return new PersonLines.Standing(person, isPair() ? partner.person : person);
  }

  boolean isPair() {
    return partner != null;
  }

  boolean goesAlone() {
    return sentAlone || isPair();
  }
}
