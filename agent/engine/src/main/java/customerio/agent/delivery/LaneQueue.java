package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Operations of a lane in the order in which they leave. A backlog of hours and what is said now
 * take turns, so neither waits for the other to be through; but nobody overtakes themselves: what
 * is said now about a person of whom something waits in the backlog, joins it. Guarded by the
 * destination's lock.
 *
 * <pre>
 *   returned (claimed or held before) ───────────────────────────▶ first of all
 *   backlog (of dead JVMs) ─▶ aside (waited while nothing went) ─┐
 *                               ▲ of a person who waits          ├▶ one by one in turn
 *   live (said since) ──────────┴────────────────────────────────┘
 * </pre>
 */
final class LaneQueue {
  private final ArrayDeque<Entry> returned = new ArrayDeque<>();
  private final ArrayDeque<Entry> backlog = new ArrayDeque<>();
  private final ArrayDeque<Entry> aside = new ArrayDeque<>();
  private final ArrayDeque<Entry> live = new ArrayDeque<>();

  /** Of the backlog and those set aside. */
  private final PersonCounts waiting = new PersonCounts();

  private boolean liveIsNext = true;
  private long bytes;

  void add(Entry entry) {
    bytes += entry.ticket.payloadBytes();
    if (entry.fromBacklog) {
      backlog.add(entry);
      waiting.add(entry.person);
    } else {
      live.add(entry);
    }
  }

  /** In front of everything, what was given back before included. */
  void giveBackFirst(Entry entry) {
    bytes += entry.ticket.payloadBytes();
    returned.addFirst(entry);
  }

  /** In front of everything, keeping the order among them. */
  void giveBack(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      giveBackFirst(entries.get(i));
    }
  }

  /** Nothing goes at the moment: what is here is a backlog when it goes again. */
  void putAside() {
    while (!live.isEmpty()) {
      putAside(live.poll());
    }
  }

  /**
   * Takes out what this JVM has said lately, unless it is one of a pair.
   *
   * @return it, or nothing when it is not here
   */
  List<Entry> remove(Ticket ticket) {
    for (ArrayDeque<Entry> entries : List.of(returned, live, aside)) {
      Entry entry = remove(entries, ticket);
      if (entry != null) {
        left(entries, entry);
        return List.of(entry);
      }
    }
    return List.of();
  }

  /**
   * Takes out many at once, except those of pairs, which leave when their turn comes.
   *
   * @return them
   */
  List<Entry> remove(Predicate<Ticket> which) {
    List<Entry> removed = new ArrayList<>();
    for (ArrayDeque<Entry> entries : List.of(returned, backlog, aside, live)) {
      entries.removeIf(
          entry -> {
            boolean taken = !entry.isPair() && which.test(entry.ticket);
            if (taken) {
              left(entries, entry);
              removed.add(entry);
            }
            return taken;
          });
    }
    return removed;
  }

  private void left(ArrayDeque<Entry> entries, Entry entry) {
    bytes -= entry.ticket.payloadBytes();
    if (entries == backlog || entries == aside) {
      waiting.remove(entry.person);
    }
  }

  Entry peek() {
    return next().peek();
  }

  Entry poll() {
    ArrayDeque<Entry> source = next();
    Entry entry = source.poll();
    if (entry == null) {
      return null;
    }
    bytes -= entry.ticket.payloadBytes();
    if (source == live) {
      liveIsNext = false;
    } else if (source != returned) {
      liveIsNext = true;
      waiting.remove(entry.person);
    }
    return entry;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Something was claimed and did not go, or was held and may go now. */
  boolean hasReturned() {
    return !returned.isEmpty();
  }

  int size() {
    return returned.size() + backlog.size() + aside.size() + live.size();
  }

  /** Of their payloads. */
  long bytes() {
    return bytes;
  }

  /** Capture time of about the oldest, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return Math.min(
        Math.min(oldest(returned), oldest(backlog)), Math.min(oldest(aside), oldest(live)));
  }

  private ArrayDeque<Entry> next() {
    if (!returned.isEmpty()) {
      return returned;
    }
    ArrayDeque<Entry> old = backlog.isEmpty() ? aside : backlog;
    if (old.isEmpty()) {
      return live;
    }
    if (!liveIsNext) {
      return old;
    }
    while (!live.isEmpty() && waiting.contains(live.peek().person)) {
      putAside(live.poll());
    }
    return live.isEmpty() ? old : live;
  }

  private void putAside(Entry entry) {
    aside.add(entry);
    waiting.add(entry.person);
  }

  private static long oldest(ArrayDeque<Entry> entries) {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().ticket.capturedAtMillis();
  }

  /** From the end, where those are that were said last. */
  private static Entry remove(ArrayDeque<Entry> entries, Ticket ticket) {
    for (Iterator<Entry> all = entries.descendingIterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.ticket == ticket && !entry.isPair()) {
        all.remove();
        return entry;
      }
    }
    return null;
  }
}
