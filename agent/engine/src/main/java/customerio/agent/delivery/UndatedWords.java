package customerio.agent.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * What Customer.io dated by its arrival, because it went out without a time. The next word about
 * the same person may have been said before that arrival; stamped with its own time it would be the
 * older word, and Customer.io ignores older words with a 200. Belongs to the thread of the busy
 * lane, or of the one that the lane came along with.
 */
final class UndatedWords {
  private static final int MANY = 100;

  /** Far beyond the time of a request, after which no waiting word can have been said before it. */
  private static final long FORGOTTEN_AFTER_MILLIS = 60_000;

  private record Arrival(long sequence, long millis) {}

  private final Map<Long, Arrival> lastByPerson = new HashMap<>();
  private int forgetAt = MANY;

  void add(Entry entry, long nowMillis) {
    if (entry.dated) {
      return;
    }
    if (lastByPerson.size() >= forgetAt) {
      lastByPerson.values().removeIf(last -> nowMillis - last.millis > FORGOTTEN_AFTER_MILLIS);
      forgetAt = Math.max(MANY, 2 * lastByPerson.size());
    }
    lastByPerson.put(entry.person, new Arrival(entry.ticket.sequence(), nowMillis));
  }

  /** Words from before a restart are older than all that is said now, and shall look so. */
  void precede(Entry entry) {
    Arrival last = lastByPerson.get(entry.person);
    if (last != null && !entry.fromBacklog && entry.ticket.sequence() > last.sequence) {
      entry.notDatedBeforeMillis = Math.max(entry.notDatedBeforeMillis, last.millis);
    }
  }
}
