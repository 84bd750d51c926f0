package customerio.agent.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Customer.io dated by its arrival, because it went out without a time. The next word about
 * the same person may have been said before that arrival; stamped with its own time it would be the
 * older word, and Customer.io ignores older words with a 200. Belongs to the thread of the busy
 * lane.
 */
final class UndatedWords {
  private static final int MANY = 100;

  /** Far beyond the time of a request, after which no waiting word can have been said before it. */
  private static final long FORGOTTEN_AFTER_MILLIS = 60_000;

  private final Map<Long, Long> arrivalByPerson = new HashMap<>();

  void add(List<Entry> entries, long nowMillis) {
    if (arrivalByPerson.size() > MANY) {
      arrivalByPerson.values().removeIf(at -> nowMillis - at > FORGOTTEN_AFTER_MILLIS);
    }
    for (Entry entry : entries) {
      if (!entry.dated) {
        arrivalByPerson.put(entry.person, nowMillis);
      }
    }
  }

  /** Words from before a restart are older than all that is said now, and shall look so. */
  void precede(Entry entry) {
    if (!entry.fromBacklog) {
      long arrival = arrivalByPerson.getOrDefault(entry.person, 0L);
      entry.notDatedBeforeMillis = Math.max(entry.notDatedBeforeMillis, arrival);
    }
  }
}
