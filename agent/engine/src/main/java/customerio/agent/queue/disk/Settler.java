package customerio.agent.queue.disk;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records outcomes and gives space back. Nothing here needs free space to succeed in the end: an
 * outcome that cannot be written waits in the heap, a segment in which all is settled is removed
 * whether or not its outcomes were written. Thread-safe; never throws.
 */
final class Settler {
  private static final long COPY_AGAIN_MILLIS = 60_000;

  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final PayloadCache cache;
  private final Journals journals;
  private final DeadLetters deadLetters;
  private final long sparseAboveBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Owed> owed = new ArrayDeque<>();

  /** The kernel failed to write them, and they could not be copied yet. */
  private final Set<Segment> suspect = new LinkedHashSet<>();

  private boolean copyFailed;
  private long copyFailedAt;

  /** A dead letter that could not be written yet; its operation stays unsettled on disk. */
  private record Owed(JournalTicket ticket, Settlement.Dead settlement) {}

  Settler(
      Disk disk,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      Incidents incidents,
      PayloadCache cache,
      Journals journals,
      DeadLetters deadLetters) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.cache = cache;
    this.journals = journals;
    this.deadLetters = deadLetters;
    this.sparseAboveBytes = settings.maxBytes() / 2;
  }

  void settle(List<Ticket> tickets, Settlement settlement) {
    lock.lock();
    try {
      List<JournalTicket> ready = new ArrayList<>(tickets.size());
      for (Ticket ticket : tickets) {
        if (ticket instanceof JournalTicket known && isReady(known, settlement)) {
          ready.add(known);
        }
      }
      record(ready, settlement);
      upkeepLocked();
    } finally {
      lock.unlock();
    }
  }

  /** Tries again what failed before, and gives back space. */
  void upkeep() {
    lock.lock();
    try {
      upkeepLocked();
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what costs nothing to give back; for a caller who waits. */
  void removeSpent() {
    lock.lock();
    try {
      journals.all().forEach(this::removeSpent);
    } finally {
      lock.unlock();
    }
  }

  /** Makes the unsettled operations of a segment durable in a new file. */
  void rewrite(Segment segment) {
    lock.lock();
    try {
      suspect.add(segment);
      copy(segment);
    } finally {
      lock.unlock();
    }
  }

  /** Whether something cannot be made durable where it is. */
  boolean owesCopies() {
    lock.lock();
    try {
      suspect.removeIf(Segment::isSpent);
      return !suspect.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a segment that is in the heap its file; what is settled already stays out of it. */
  void write(Segment segment) throws IOException {
    lock.lock();
    try {
      if (segment.isInHeap() && segment.unsettled() > 0) {
        writePostponements(segment, SegmentCopy.writeFirst(disk, segment, usage));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * An append was refused, and its record may be in the file all the same: should that come back,
   * nobody is to deliver it. Written at once, as the process may end before anything else is
   * settled.
   */
  void refuse(Segment segment, long sequence) {
    lock.lock();
    try {
      segment.outcomes().add(outcome(Outcome.Kind.DELIVERED, sequence, 1, Postponement.NONE));
      flush(segment);
    } finally {
      lock.unlock();
    }
  }

  /** The last upkeep, then gives up every directory. */
  void close() {
    lock.lock();
    try {
      upkeepLocked();
      deadLetters.close();
      for (Journal journal : journals.all()) {
        journals.remove(journal);
        journal.leave();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isReady(JournalTicket ticket, Settlement settlement) {
    return ticket.segment.keeps(ticket)
        && (!(settlement instanceof Settlement.Dead dead) || isBuried(ticket, dead));
  }

  private boolean isBuried(JournalTicket ticket, Settlement.Dead dead) {
    try {
      deadLetters.add(ticket, dead.reason());
      return true;
    } catch (IOException e) {
      owed.add(new Owed(ticket, dead));
      incidents.upkeepFails("write a dead letter", e);
      return false;
    }
  }

  private void record(List<JournalTicket> tickets, Settlement settlement) {
    Map<Segment, List<JournalTicket>> bySegment = new HashMap<>();
    for (JournalTicket ticket : tickets) {
      bySegment.computeIfAbsent(ticket.segment, segment -> new ArrayList<>()).add(ticket);
    }
    bySegment.forEach((segment, its) -> record(segment, its, settlement));
  }

  private void record(Segment segment, List<JournalTicket> tickets, Settlement settlement) {
    tickets.sort(Comparator.comparingLong(JournalTicket::sequence));
    Outcome.Kind kind = Outcome.Kind.of(settlement);
    Postponement until =
        settlement instanceof Settlement.Retry retry
            ? new Postponement(retry.attempts(), retry.notBeforeMillis())
            : Postponement.NONE;
    note(segment, tickets, kind, until); // before they are gone, for memory may end in between
    for (JournalTicket ticket : tickets) {
      if (kind.isFinal()) {
        settled(segment, ticket);
      } else {
        postponed(ticket, until);
      }
    }
  }

  /** What has no file needs no outcome either: only what is unsettled is ever written. */
  private static void note(
      Segment segment, List<JournalTicket> tickets, Outcome.Kind kind, Postponement until) {
    if (segment.isInHeap() || tickets.isEmpty()) {
      return;
    }
    long first = tickets.get(0).sequence();
    int count = 0;
    for (JournalTicket ticket : tickets) {
      if (ticket.sequence() != first + count) {
        segment.outcomes().add(outcome(kind, first, count, until));
        first = ticket.sequence();
        count = 0;
      }
      count++;
    }
    segment.outcomes().add(outcome(kind, first, count, until));
  }

  private void settled(Segment segment, JournalTicket ticket) {
    if (!segment.remove(ticket)) {
      return;
    }
    if (segment.isInHeap()) {
      ticket.payload = null;
    } else {
      cache.remove(ticket);
    }
    usage.pending(-1);
  }

  private static void postponed(JournalTicket ticket, Postponement until) {
    ticket.postpone(until);
    ticket.segment.postponing();
  }

  private static Outcome outcome(Outcome.Kind kind, long first, int count, Postponement until) {
    return new Outcome(kind, first, count, until.attempts(), until.notBeforeMillis());
  }

  private void writePostponements(Segment segment, List<JournalTicket> written) {
    for (JournalTicket ticket : written) {
      if (ticket.attempts() > 0 || ticket.notBeforeMillis() > 0) {
        segment.postponing();
        record(
            segment,
            new ArrayList<>(List.of(ticket)),
            new Settlement.Retry(ticket.attempts(), ticket.notBeforeMillis()));
      }
    }
    flush(segment);
  }

  private void flush(Segment segment) {
    try {
      segment.outcomes().flush();
    } catch (IOException e) {
      incidents.upkeepFails("write to " + segment.outcomes().path().getFileName(), e);
    }
  }

  private void upkeepLocked() {
    buryOwed();
    for (Journal journal : journals.all()) {
      removeSpent(journal);
      try {
        journal.flushOutcomes();
      } catch (IOException e) {
        incidents.upkeepFails("write to " + journal.directory().name(), e);
      }
      if (journal != journals.own() && journal.isDrained()) {
        journals.remove(journal);
        journal.leave();
      }
    }
    if (mayCopy()) {
      List.copyOf(suspect).forEach(this::copy);
      if (usage.bytes() > sparseAboveBytes || incidents.trouble() != null) {
        copySparse();
      }
    }
  }

  private void copy(Segment segment) {
    try {
      if (!segment.isSpent()) {
        SegmentCopy.replace(disk, segment, usage);
      }
      suspect.remove(segment);
    } catch (IOException e) {
      incidents.upkeepFails("copy " + segment.path().getFileName(), e);
      copyFailed = true;
      copyFailedAt = clock.millis();
    }
  }

  private void removeSpent(Journal journal) {
    try {
      journal.removeSpent();
    } catch (IOException e) {
      incidents.upkeepFails("remove files of " + journal.directory().name(), e);
    }
  }

  private void buryOwed() {
    for (int again = owed.size(); again > 0; again--) {
      Owed letter = owed.element();
      if (isReady(letter.ticket(), letter.settlement())) {
        record(
            letter.ticket().segment,
            new ArrayList<>(List.of(letter.ticket())),
            letter.settlement());
      }
      owed.remove(); // not before: what is owed is known nowhere else
    }
  }

  /** Not with every settlement while the disk is full. */
  private boolean mayCopy() {
    return !copyFailed || Math.abs(clock.millis() - copyFailedAt) >= COPY_AGAIN_MILLIS;
  }

  private void copySparse() {
    copyFailed = false;
    for (Journal journal : journals.all()) {
      for (Segment segment : journal.segments()) {
        if (segment.isSparse()) {
          try {
            SegmentCopy.replace(disk, segment, usage);
          } catch (IOException e) {
            incidents.upkeepFails("compact " + segment.path().getFileName(), e);
            copyFailed = true;
            copyFailedAt = clock.millis();
            if (!(e instanceof DamagedRecordException)) {
              return; // a full disk is full for all; a damaged record keeps only its own segment
            }
          }
        }
      }
    }
  }
}
