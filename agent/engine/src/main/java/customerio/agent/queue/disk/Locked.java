package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations of one segment that no key here opens. They stay where they are, for a later start
 * that has the key. Not thread-safe.
 */
final class Locked {
  private final KeyRing keys;

  /** Which key each would need; empty and without cost in all ordinary cases. */
  private final Map<JournalTicket, Long> found = new IdentityHashMap<>(0);

  private final Set<String> needed = new TreeSet<>();
  private int count;

  Locked(KeyRing keys) {
    this.keys = keys;
  }

  void look(ByteBuffer in, int at, JournalTicket ticket) {
    if (RecordFormat.isSealed(in, at) && !keys.has(RecordFormat.keyId(in, at))) {
      found.put(ticket, RecordFormat.keyId(in, at));
    }
  }

  /** Takes out of the unsettled operations those that are locked, and gives the others. */
  List<JournalTicket> part(List<JournalTicket> unsettled) {
    if (found.isEmpty()) {
      return unsettled;
    }
    List<JournalTicket> open = new ArrayList<>(unsettled.size());
    for (JournalTicket ticket : unsettled) {
      Long key = found.get(ticket);
      if (key == null) {
        open.add(ticket);
      } else {
        needed.add(KeyRing.text(key));
        count++;
      }
    }
    return open;
  }

  int count() {
    return count;
  }

  /** Ids of the keys. */
  Set<String> needed() {
    return Collections.unmodifiableSet(needed);
  }
}
