package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * Operations of a lane in the order in which they leave: what was claimed or held before, then what
 * dead JVMs left behind, then what was said since. Guarded by the destination's lock.
 */
final class LaneQueue {
  private final ArrayDeque<Entry> returned = new ArrayDeque<>();
  private final ArrayDeque<Entry> backlog = new ArrayDeque<>();
  private final ArrayDeque<Entry> live = new ArrayDeque<>();

  void add(Entry entry) {
    (entry.fromBacklog ? backlog : live).add(entry);
  }

  /** In front of everything, keeping the order among them. */
  void giveBack(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      returned.addFirst(entries.get(i));
    }
  }

  /**
   * Takes out what this JVM has said lately; looked for from the end.
   *
   * @return false when it is not here
   */
  boolean remove(Ticket ticket) {
    return remove(returned, ticket) || remove(live, ticket);
  }

  Entry peek() {
    return first() == null ? null : first().peek();
  }

  Entry poll() {
    return first() == null ? null : first().poll();
  }

  boolean isEmpty() {
    return first() == null;
  }

  int size() {
    return returned.size() + backlog.size() + live.size();
  }

  /** Capture time of about the oldest, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return Math.min(oldest(returned), Math.min(oldest(backlog), oldest(live)));
  }

  private ArrayDeque<Entry> first() {
    if (!returned.isEmpty()) {
      return returned;
    }
    if (!backlog.isEmpty()) {
      return backlog;
    }
    return live.isEmpty() ? null : live;
  }

  private static long oldest(ArrayDeque<Entry> entries) {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().ticket.capturedAtMillis();
  }

  private static boolean remove(ArrayDeque<Entry> entries, Ticket ticket) {
    for (Iterator<Entry> all = entries.descendingIterator(); all.hasNext(); ) {
      if (all.next().ticket == ticket) {
        all.remove();
        return true;
      }
    }
    return false;
  }
}
