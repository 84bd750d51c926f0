package customerio.agent.queue.disk;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sequences belong to a segment: those from its base to that of the next one of its journal.
 * A disk that wrote a block to the wrong place, or a person who copied a file, makes records appear
 * where they do not belong; taken there, they would leave in the wrong order, and those that were
 * passed over for them would be lost. Not thread-safe.
 */
final class OwnSequences {
  private final List<FoundSegment> segments;
  private long first;
  private long end;

  /** Of files with the same base the first one counts, and the others for what it lacks. */
  private Set<Long> taken = Set.of();

  private boolean copied;

  /**
   * @param segments in order of their bases
   */
  OwnSequences(List<FoundSegment> segments) {
    this.segments = segments;
  }

  /** Asks about this segment from now on; segments come in order. */
  void of(int index) {
    FoundSegment segment = segments.get(index);
    first = segment.header().base();
    end = end(index);
    boolean copy = index > 0 && isCopy(segments.get(index - 1), segment);
    copied = copy || (index + 1 < segments.size() && isCopy(segment, segments.get(index + 1)));
    if (!copy) {
      taken = copied ? new HashSet<>() : Set.of();
    }
  }

  boolean has(long sequence) {
    return sequence >= first && sequence < end && (!copied || taken.add(sequence));
  }

  /** Puts the records of one segment into the order in which they were accepted. */
  void order(List<JournalTicket> tickets) {
    if (isInOrder(tickets)) {
      return;
    }
    tickets.sort(Comparator.comparingLong(JournalTicket::sequence));
    Set<Long> seen = new HashSet<>();
    tickets.removeIf(ticket -> !seen.add(ticket.sequence()));
  }

  private long end(int index) {
    FoundSegment segment = segments.get(index);
    for (FoundSegment next : segments.subList(index + 1, segments.size())) {
      if (next.isOfSameJournal(segment) && next.header().base() > first) {
        return next.header().base();
      }
    }
    return Long.MAX_VALUE;
  }

  private static boolean isCopy(FoundSegment one, FoundSegment other) {
    return one.isOfSameJournal(other) && one.header().base() == other.header().base();
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
