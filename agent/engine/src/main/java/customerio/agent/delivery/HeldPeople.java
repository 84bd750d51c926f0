package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * People of a destination whose operations must wait while their lanes go on with others: each has
 * a line, which grows by what the lane meets of them. Guarded by the destination's lock.
 *
 * <p>A line exists because its first operation failed and is due later, or because that concerns a
 * second person too, whose line has not come so far yet. Such a pair goes out, once, when it is the
 * first of both lines, and both wait for its outcome. As every person's line keeps the order of
 * arrival, which is one for all, two pairs never wait for each other.
 *
 * <pre>
 *   lane of X:  x1 p x2          lane of Y:  y1 p y2         p = merge of X and Y
 *
 *   line of X:  p x2  ─────┐                                 X came first and waits
 *                          ├─▶ p goes out                    Y has come to p, too
 *   line of Y:  p y2  ─────┘
 *   line of X:  x2    line of Y:  y2                         wait until p is settled
 * </pre>
 */
final class HeldPeople {

  private enum Cause {
    /** Until its time comes. */
    TIME,
    /** Until the breaker has closed. */
    OUTAGE,
    /** Until the first operation is the first in its other person's line, too. */
    PARTNER,
    /** Until the pair that left the head of the line is settled. */
    IN_FLIGHT
  }

  private static final class Line {
    final ArrayDeque<Entry> entries = new ArrayDeque<>();
    Cause cause;

    Line(Cause cause) {
      this.cause = cause;
    }
  }

  private final Map<Long, Line> lines = new HashMap<>();
  private final BiConsumer<Long, List<Entry>> release;

  /**
   * @param release puts entries in front of the lane of the person
   */
  HeldPeople(BiConsumer<Long, List<Entry>> release) {
    this.release = release;
  }

  boolean isHeld(long person) {
    return lines.containsKey(person);
  }

  /** Until a time comes, be it that of somebody whom a pair at its head waits for. */
  boolean isAside(long person) {
    Line line = lines.get(person);
    if (line == null || line.cause == Cause.TIME) {
      return line != null;
    }
    // ends, as two pairs never wait for each other
    return line.cause == Cause.PARTNER && isAside(line.entries.peek().partner.person);
  }

  int people() {
    return lines.size();
  }

  boolean hasOutage() {
    return lines.values().stream().anyMatch(line -> line.cause == Cause.OUTAGE);
  }

  /** Capture time of about the oldest, or {@link Long#MAX_VALUE}. */
  long oldest() {
    long oldest = Long.MAX_VALUE;
    for (Line line : lines.values()) {
      if (!line.entries.isEmpty()) {
        oldest = Math.min(oldest, line.entries.peek().ticket.capturedAtMillis());
      }
    }
    return oldest;
  }

  /**
   * A lane has come to an operation of a person who is held, or to a pair.
   *
   * @return whether the person was not held before
   */
  boolean meet(Entry entry) {
    boolean first = !isHeld(entry.person);
    lines.computeIfAbsent(entry.person, person -> new Line(Cause.PARTNER)).entries.add(entry);
    if (entry.isPair()) {
      assemble(entry);
    }
    return first;
  }

  /** It failed, or is not due yet: it and what follows wait until {@link #due}. */
  void holdForTime(Entry entry) {
    hold(entry, Cause.TIME);
  }

  /** It was a probe that failed: it and what follows wait until {@link #outageOver}. */
  void holdForOutage(Entry entry) {
    hold(entry, Cause.OUTAGE);
  }

  /** The time has come for what {@link #holdForTime} was called with. */
  void due(Entry entry) {
    Line line = lines.get(entry.person);
    if (line != null && line.cause == Cause.TIME && line.entries.peek() == entry) {
      release(entry.person);
    }
  }

  /** Nobody of whom this is true waits for a time any longer. */
  void endTimes(Predicate<Entry> ofFirst) {
    List<Long> people = new ArrayList<>();
    lines.forEach(
        (person, line) -> {
          if (line.cause == Cause.TIME && ofFirst.test(line.entries.peek())) {
            line.entries.peek().isPutOff = false;
            people.add(person);
          }
        });
    people.forEach(this::release);
  }

  /**
   * Takes out what nobody wants sent any more, except pairs, which leave when their turn comes.
   * Whoever waited for it waits no longer.
   *
   * @return what was taken out
   */
  List<Entry> remove(Predicate<Ticket> unwanted) {
    List<Entry> removed = new ArrayList<>();
    List<Long> people = new ArrayList<>();
    lines.forEach(
        (person, line) -> {
          Entry first = line.entries.peek();
          boolean waits = line.cause == Cause.TIME || line.cause == Cause.OUTAGE;
          if (waits && unwanted.test(first.ticket)) {
            first.isPutOff = false;
            people.add(person);
          }
          line.entries.removeIf(
              entry -> !entry.isPair() && unwanted.test(entry.ticket) && removed.add(entry));
        });
    people.forEach(this::release);
    return removed;
  }

  void outageOver() {
    List<Long> people = new ArrayList<>();
    lines.forEach(
        (person, line) -> {
          if (line.cause == Cause.OUTAGE) {
            people.add(person);
          }
        });
    people.forEach(this::release);
  }

  /** An assembled pair was delivered or given up. */
  void settled(Entry pair) {
    release(pair.person);
    release(pair.partner.person);
  }

  private void hold(Entry entry, Cause cause) {
    if (entry.assembled) {
      entry.assembled = false;
      Line other = lines.get(entry.partner.person);
      other.entries.addFirst(entry.partner);
      other.cause = Cause.PARTNER;
    }
    Line line = lines.computeIfAbsent(entry.person, person -> new Line(cause));
    line.entries.addFirst(entry);
    line.cause = cause;
  }

  private void assemble(Entry pair) {
    Line one = lines.get(pair.person);
    Line other = lines.get(pair.partner.person);
    if (isReady(one, pair) && isReady(other, pair.partner)) {
      Entry sent = one.entries.poll();
      Entry shadow = other.entries.poll();
      one.cause = Cause.IN_FLIGHT;
      other.cause = Cause.IN_FLIGHT;
      Entry primary = sent.primary ? sent : shadow;
      primary.assembled = true;
      release.accept(primary.person, List.of(primary));
    }
  }

  private void release(long person) {
    Line line = lines.remove(person);
    if (line != null) {
      release.accept(person, List.copyOf(line.entries));
    }
  }

  private static boolean isReady(Line line, Entry pair) {
    return line != null && line.cause == Cause.PARTNER && line.entries.peek() == pair;
  }
}
