package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a journal of what a dead JVM left in its directory. Keeps every intact record, whatever
 * happened to its neighbours; outcomes and headers are believed only where their checksums hold.
 */
final class Recovery {
  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final KeyRing keys;

  Recovery(Disk disk, Clock clock, Usage usage, Incidents incidents, KeyRing keys) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.keys = keys;
  }

  /** What recovery found. */
  record Result(Journal journal, List<Path> unreadable) {}

  /** A segment file and its header, or one made up from its name if the real one is broken. */
  private record Found(Path path, SegmentHeader header, boolean damagedHeader) {}

  /**
   * @throws IOException the directory cannot be read at present; nothing was changed that matters
   */
  Result recover(InstanceDirectory directory) throws IOException {
    Journal journal = new Journal(disk, directory, usage);
    List<Path> unreadable = new ArrayList<>();
    boolean complete = false;
    try {
      List<Found> found = segments(directory);
      long last = Long.MIN_VALUE;
      for (int i = 0; i < found.size(); i++) {
        Segment segment = recover(found.get(i), i == found.size() - 1, last, unreadable);
        if (segment != null) {
          journal.add(segment);
          last = Math.max(last, segment.highest());
        }
      }
      complete = true;
      for (Segment segment : journal.segments()) {
        usage.bytes(segment.bytes() + segment.outcomes().bytes());
      }
      return new Result(journal, unreadable);
    } finally {
      if (!complete) {
        journal.close();
      }
    }
  }

  /** In order of sequence; removes what is rubbish without a segment. */
  private List<Found> segments(InstanceDirectory directory) throws IOException {
    List<String> names = disk.list(directory.path());
    List<Found> found = new ArrayList<>();
    for (String name : names) {
      Path path = directory.path().resolve(name);
      if (SegmentFiles.isRecords(name)) {
        Found segment = header(directory, path, name);
        if (segment != null) {
          found.add(segment);
        }
      } else if (name.endsWith(SegmentFiles.UNFINISHED)
          || (SegmentFiles.isOutcomes(name) && !names.contains(SegmentFiles.recordsOf(name)))) {
        disk.delete(path);
      }
    }
    found.sort(Comparator.comparingLong(segment -> segment.header().base()));
    return found;
  }

  private Found header(InstanceDirectory directory, Path path, String name) throws IOException {
    byte[] bytes = new byte[SegmentHeader.BYTES];
    int count;
    try (JournalFile file = disk.openForReading(path)) {
      count = file.read(0, bytes, 0, bytes.length);
    }
    SegmentHeader header = SegmentHeader.decode(bytes, count);
    if (header == null) {
      SegmentHeader likely =
          SegmentHeader.of(
              SegmentHeader.Kind.OPERATIONS, SegmentFiles.base(name), 0, directory.id());
      return new Found(path, likely, true);
    }
    if (header.isUnderstood(SegmentHeader.Kind.OPERATIONS)) {
      return new Found(path, header, false);
    }
    incidents.say(
        "queue file "
            + path
            + " has format "
            + header.version()
            + ", this agent knows "
            + SegmentHeader.VERSION
            + ": left as it is for the agent version that wrote it");
    return null;
  }

  private Segment recover(Found found, boolean last, long after, List<Path> unreadable)
      throws IOException {
    Segment segment = open(found);
    SegmentScanner scanner;
    try (JournalFile file = disk.openForReading(found.path())) {
      List<JournalTicket> tickets = new ArrayList<>();
      Locked locked = new Locked(keys);
      scanner = scan(segment, file, after, tickets, locked);
      settle(segment, tickets, locked);
    }
    segment.seal();
    report(found, scanner, last);
    if (scanner.unknown() > 0) {
      segment.pin();
    }
    if (last && scanner.tornAt() >= SegmentHeader.BYTES) {
      cut(segment, scanner.tornAt());
    }
    if (scanner.records() == 0 && scanner.damaged() > 0 && scanner.unknown() == 0) {
      unreadable.add(found.path());
      return null;
    }
    return segment;
  }

  private Segment open(Found found) throws IOException {
    Path outcomes =
        found.path().resolveSibling(SegmentFiles.outcomesOf(found.path().getFileName().toString()));
    SegmentHeader header = found.header();
    long length = disk.exists(outcomes) ? disk.size(outcomes) : 0;
    OutcomeLog log =
        new OutcomeLog(disk, outcomes, header.ofOutcomes(), OutcomeLog.wholeRecords(length), usage);
    return new Segment(disk, found.path(), header, disk.size(found.path()), log, keys);
  }

  private SegmentScanner scan(
      Segment segment, JournalFile file, long after, List<JournalTicket> into, Locked locked)
      throws IOException {
    long[] last = {after};
    return new SegmentScanner(file, segment.salt())
        .scan(
            RecordFormat.OPERATION,
            (in, at, offset) -> {
              long sequence = RecordFormat.sequence(in, at);
              long distance = sequence - segment.base();
              // A sequence seen before is a copied file or a copied record: the first one counts.
              if (sequence > last[0] && distance == (int) distance && offset == (int) offset) {
                last[0] = sequence;
                JournalTicket ticket =
                    new JournalTicket(
                        segment,
                        sequence,
                        (int) offset,
                        RecordFormat.payloadBytes(in, at),
                        RecordFormat.capturedAtMillis(in, at),
                        RecordFormat.routing(in, at));
                into.add(ticket);
                locked.look(in, at, ticket);
              }
            });
  }

  private void settle(Segment segment, List<JournalTicket> tickets, Locked locked)
      throws IOException {
    OutcomeFold fold = new OutcomeFold(tickets, clock.millis());
    if (segment.outcomes().bytes() > 0) {
      try (JournalFile file = disk.openForReading(segment.outcomes().path())) {
        if (!fold.apply(file, segment.salt())) {
          incidents.say(
              "queue file %s cannot be read to its end; some operations will be delivered again"
                      .formatted(segment.outcomes().path())
                  + " under their old ids");
        }
      }
    }
    locked.part(fold.unsettled()).forEach(segment::add);
    if (locked.count() > 0) {
      segment.pin();
      incidents.locked(locked, segment.path());
    }
  }

  private void cut(Segment segment, long length) {
    try (JournalFile file = disk.openForWriting(segment.path())) {
      file.truncate(length);
      segment.setBytes(length);
    } catch (IOException e) {
      incidents.upkeepFails("cut the unfinished end off " + segment.path().getFileName(), e);
    }
  }

  private void report(Found found, SegmentScanner scanner, boolean last) {
    // Only where writing stopped can a record be unfinished.
    boolean cut = scanner.tornAt() >= 0 && !last;
    boolean header = found.damagedHeader() && scanner.records() > 0;
    int places = scanner.damaged() + (cut ? 1 : 0) + (header ? 1 : 0);
    if (places > 0) {
      incidents.corrupt(places);
      incidents.say(
          "queue file %s is damaged in %d place(s); its %d intact operations are kept"
              .formatted(found.path(), places, scanner.records()));
    }
    if (scanner.unknown() > 0) {
      incidents.say(
          "queue file %s holds %d record(s) of a newer format; they stay for the agent version"
                  .formatted(found.path(), scanner.unknown())
              + " that wrote them");
    }
  }
}
