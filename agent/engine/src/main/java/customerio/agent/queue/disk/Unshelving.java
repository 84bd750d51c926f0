package customerio.agent.queue.disk;

import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Gives tickets back to operations on the shelf, by reading on in their segments where it stopped
 * the last time. Thread-safe; never throws.
 */
final class Unshelving {
  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;

  Unshelving(Disk disk, Clock clock, Usage usage, Incidents incidents, Journals journals) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
  }

  synchronized int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    int given = 0;
    for (Segment segment : segments(destination)) {
      List<JournalTicket> taken = take(segment, destination, atMost - given);
      taken.forEach(receiver);
      given += taken.size();
      if (segment.shelved(destination).operations() > 0) {
        break; // nothing of a later segment goes before what is still in this one
      }
    }
    return given;
  }

  Shelved shelved(long destination) {
    long operations = 0;
    int firstTurn = Integer.MAX_VALUE;
    long oldest = Long.MAX_VALUE;
    for (Journal journal : journals.all()) {
      for (Segment segment : journal.segments()) {
        Shelved here = segment.shelved(destination);
        operations += here.operations();
        firstTurn = Math.min(firstTurn, here.firstTurn());
        oldest = Math.min(oldest, here.oldestCapturedAtMillis());
      }
    }
    return operations == 0 ? Shelved.NOTHING : new Shelved(operations, firstTurn, oldest);
  }

  /** Those with something on the shelf, in the order of their turns. */
  private List<Segment> segments(long destination) {
    return journals.all().stream()
        .flatMap(journal -> journal.segments().stream())
        .filter(segment -> segment.shelved(destination).operations() > 0)
        .sorted(Comparator.comparingInt(Segment::turn))
        .toList();
  }

  private List<JournalTicket> take(Segment segment, long destination, int atMost) {
    if (atMost <= 0) {
      return List.of();
    }
    try {
      ShelfSearch search = new ShelfSearch(segment, destination, atMost);
      List<JournalTicket> taken = search.take(disk, clock);
      if (search.missing() > 0) {
        writeOff(segment, destination, search.missing());
      }
      return taken;
    } catch (IOException e) {
      if (disk.exists(segment.path())) {
        incidents.upkeepFails("read on in " + segment.path().getFileName(), e);
      } else {
        writeOff(segment, destination, (int) segment.shelved(destination).operations());
      }
    }
    return List.of();
  }

  /** Whoever waits for what cannot be found waits for ever, and all behind it. */
  private void writeOff(Segment segment, long destination, int missing) {
    segment.writeOff(destination, missing);
    usage.pending(-missing);
    incidents.missing(segment.path(), missing);
  }

  /** One look for the next operations of a destination in a segment. */
  private static final class ShelfSearch {
    private final Segment segment;
    private final long destination;
    private final int atMost;
    private int missing;

    ShelfSearch(Segment segment, long destination, int atMost) {
      this.segment = segment;
      this.destination = destination;
      this.atMost = atMost;
    }

    int missing() {
      return missing;
    }

    List<JournalTicket> take(Disk disk, Clock clock) throws IOException {
      while (true) {
        int moves = segment.moves();
        int expected = (int) segment.shelved(destination).operations();
        if (segment.isInHeap()) {
          List<JournalTicket> held = held();
          if (segment.unshelve(held, moves)) {
            return held;
          }
          continue;
        }
        boolean ordered = !segment.isDisordered();
        int from = ordered ? segment.searchFrom(destination) : SegmentHeader.BYTES;
        List<JournalTicket> found = ordered ? scan(disk, from) : scanAll(disk);
        boolean complete = found.size() >= Math.min(atMost, expected);
        if (!complete && from > SegmentHeader.BYTES) {
          segment.searchFromStart();
          continue;
        }
        if (segment.isPostponing()) {
          postpone(disk, found, clock.millis());
        }
        if (segment.unshelve(found, moves)) {
          missing = complete ? 0 : expected - found.size();
          return found;
        }
      }
    }

    private List<JournalTicket> held() {
      return segment.aside().stream()
          .filter(ticket -> ticket.destination() == destination)
          .limit(atMost)
          .toList();
    }

    private List<JournalTicket> scan(Disk disk, int from) throws IOException {
      List<JournalTicket> found = new ArrayList<>();
      long[] last = {Long.MIN_VALUE};
      scan(
          disk,
          from,
          (scanner, ticket) -> {
            if (ticket.sequence() > last[0]) {
              last[0] = ticket.sequence();
              found.add(ticket);
              if (found.size() == atMost) {
                scanner.stop();
              }
            }
          });
      return found;
    }

    /** The first may be the last in the file. */
    private List<JournalTicket> scanAll(Disk disk) throws IOException {
      List<JournalTicket> found = new ArrayList<>();
      scan(disk, SegmentHeader.BYTES, (scanner, ticket) -> found.add(ticket));
      OwnSequences.order(found);
      return List.copyOf(found.subList(0, Math.min(atMost, found.size())));
    }

    private void scan(Disk disk, int from, BiConsumer<SegmentScanner, JournalTicket> shelved)
        throws IOException {
      try (JournalFile file = disk.openForReading(segment.path())) {
        SegmentScanner scanner = new SegmentScanner(file, segment.salt());
        scanner.scanFrom(
            from,
            RecordFormat.OPERATION,
            (in, at, offset) -> {
              if (segment.isShelved(RecordFormat.sequence(in, at))
                  && RecordFormat.routing(in, at).destination() == destination) {
                shelved.accept(scanner, JournalTicket.of(segment, in, at, (int) offset));
              }
            });
      }
    }

    /** How often they were tried, and when they are due again, the outcomes know. */
    private void postpone(Disk disk, List<JournalTicket> found, long now) throws IOException {
      if (!disk.exists(segment.outcomes().path())) {
        return; // it was put off in the heap, or the disk is full: then it is tried earlier
      }
      try (JournalFile file = disk.openForReading(segment.outcomes().path())) {
        new OutcomeFold(found, now).apply(file, segment.salt());
      }
    }
  }
}
