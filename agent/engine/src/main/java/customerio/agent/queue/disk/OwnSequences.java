package customerio.agent.queue.disk;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which sequences belong to a segment: those from its base to that of the next one of its journal.
 * A disk that wrote a block to the wrong place, or a person who copied a file, makes records appear
 * where they do not belong; taken there, they would leave in the wrong order, or once more after
 * they were settled where they do belong. Not thread-safe.
 */
final class OwnSequences {
  private final List<FoundSegment> segments;
  private final Set<Taken> taken = new HashSet<>();
  private FoundSegment current;
  private long first;
  private long end;
  private boolean overlaps;

  /** Only where two files may hold the same record: the first one counts. */
  private record Taken(UUID journal, long sequence) {}

  /**
   * @param segments in order of their bases
   */
  OwnSequences(List<FoundSegment> segments) {
    this.segments = segments;
  }

  /** Asks about this segment from now on; they come in order. */
  void of(int index) {
    current = segments.get(index);
    first = current.hasDamagedHeader() ? 0 : current.header().base();
    end = end(index);
    overlaps = segments.stream().anyMatch(this::overlaps);
  }

  /** Whether it belongs here at all. */
  boolean span(long sequence) {
    return sequence >= first && sequence < end;
  }

  /**
   * @return whether no file before had it
   */
  boolean take(long sequence) {
    return !overlaps || taken.add(new Taken(current.header().instance(), sequence));
  }

  /**
   * Puts the records of one segment into the order in which they were accepted, each once.
   *
   * @return whether they were not
   */
  static boolean order(List<JournalTicket> tickets) {
    if (isInOrder(tickets)) {
      return false;
    }
    tickets.sort(Comparator.comparingLong(JournalTicket::sequence));
    Set<Long> seen = new HashSet<>();
    tickets.removeIf(ticket -> !seen.add(ticket.sequence()));
    return true;
  }

  /** A damaged header says nothing, so only intact ones bound others. */
  private long end(int index) {
    for (FoundSegment next : segments.subList(index + 1, segments.size())) {
      if (next.isOfSameJournal(current)
          && !next.hasDamagedHeader()
          && next.header().base() > current.header().base()) {
        return next.header().base();
      }
    }
    return Long.MAX_VALUE;
  }

  private boolean overlaps(FoundSegment other) {
    return other.isOfSameJournal(current)
        && (other.hasDamagedHeader()
            || (other != current && other.header().base() == current.header().base()));
  }

  private static boolean isInOrder(List<JournalTicket> tickets) {
    for (int i = 1; i < tickets.size(); i++) {
      if (tickets.get(i).sequence() <= tickets.get(i - 1).sequence()) {
        return false;
      }
    }
    return true;
  }
}
