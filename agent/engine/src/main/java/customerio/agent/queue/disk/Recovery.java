package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a journal of what a dead JVM left in its directory. Keeps every intact record, whatever
 * happened to its neighbours; outcomes and headers are believed only where their checksums hold.
 */
final class Recovery {
  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final Quarantine quarantine;
  private final KeyRing keys;
  private final SegmentInventory inventory;

  /** Oldest journals first, each in its order; guarded by the adoption that recovers. */
  private int nextTurn;

  Recovery(
      Disk disk,
      Clock clock,
      Usage usage,
      Incidents incidents,
      Quarantine quarantine,
      KeyRing keys) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.quarantine = quarantine;
    this.keys = keys;
    this.inventory = new SegmentInventory(disk, incidents);
  }

  /** What recovery found. */
  record Result(Journal journal, List<Path> unreadable) {}

  /** The recovery of one directory. */
  private record Run(
      InstanceDirectory directory,
      Map<UUID, Set<Long>> buried,
      Consumer<Ticket> seen,
      OwnSequences own,
      List<Path> unreadable) {}

  /**
   * @param buried sequences of which there are dead letters, by journal: a file of one may lie in
   *     the directory of another
   * @param seen told of each unsettled operation, in order
   * @throws IOException the directory cannot be read at present; nothing was changed that matters
   */
  Result recover(InstanceDirectory directory, Map<UUID, Set<Long>> buried, Consumer<Ticket> seen)
      throws IOException {
    Journal journal = new Journal(disk, directory, usage);
    List<Path> unreadable = new ArrayList<>();
    boolean complete = false;
    try {
      inventory.removeRubbish(directory.path());
      List<FoundSegment> found = inventory.of(directory.path(), directory.id());
      Run run = new Run(directory, buried, seen, new OwnSequences(found), unreadable);
      for (int i = 0; i < found.size(); i++) {
        run.own().of(i);
        Segment segment = recover(run, found.get(i), i == found.size() - 1);
        if (segment != null) {
          journal.add(segment);
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

  private Segment recover(Run run, FoundSegment found, boolean last) throws IOException {
    Segment segment = open(found);
    SegmentScanner scanner;
    DamagedRegions misplaced = new DamagedRegions();
    try (JournalFile file = disk.openForReading(found.path())) {
      List<JournalTicket> tickets = new ArrayList<>();
      Locked locked = new Locked(keys);
      scanner = scan(segment, file, run.own(), tickets, misplaced, locked);
      if (OwnSequences.order(tickets)) {
        segment.disordered();
      }
      shelve(run, segment, tickets, locked);
    }
    segment.seal();
    if (scanner.records() == 0 && scanner.damage().places() > 0 && mayMove(scanner)) {
      incidents.damaged(found.path(), scanner.damage(), 0, Incidents.Fate.SET_ASIDE);
      run.unreadable().add(found.path());
      return null;
    }
    if (!keep(found, scanner, last)
        || !keepMisplaced(found.path(), misplaced)
        || scanner.unknown() > 0) {
      segment.pin();
    }
    if (last && scanner.tornAt() >= SegmentHeader.BYTES) {
      cut(segment, scanner.tornAt());
    }
    return segment;
  }

  private Segment open(FoundSegment found) throws IOException {
    Path outcomes = SegmentFiles.outcomesOf(found.path());
    SegmentHeader header = found.header();
    long length = disk.isFile(outcomes) ? disk.size(outcomes) : 0;
    OutcomeLog log =
        new OutcomeLog(disk, outcomes, header.ofOutcomes(), OutcomeLog.wholeRecords(length), usage);
    return new Segment(disk, found.path(), header, disk.size(found.path()), log, nextTurn++, keys);
  }

  static SegmentScanner scan(
      Segment segment,
      JournalFile file,
      OwnSequences own,
      List<JournalTicket> into,
      DamagedRegions misplaced,
      Locked locked)
      throws IOException {
    return new SegmentScanner(file, segment.salt())
        .scan(
            RecordFormat.OPERATION,
            (in, at, offset) -> {
              long sequence = RecordFormat.sequence(in, at);
              long distance = sequence - segment.base();
              if (!own.span(sequence) || distance != (int) distance || offset != (int) offset) {
                long count = RecordFormat.framedBytes(RecordFormat.payloadBytes(in, at));
                misplaced.add(offset, offset + count);
              } else if (own.take(sequence)) {
                JournalTicket ticket = JournalTicket.of(segment, in, at, (int) offset);
                into.add(ticket);
                locked.look(in, at, ticket);
              }
            });
  }

  private void shelve(Run run, Segment segment, List<JournalTicket> tickets, Locked locked)
      throws IOException {
    OutcomeFold fold = new OutcomeFold(tickets, clock.millis());
    Path path = segment.outcomes().path();
    if (segment.outcomes().bytes() > 0) {
      try (JournalFile file = disk.openForReading(path)) {
        fold.apply(file, segment.salt());
      }
    }
    if (fold.isUnreadable()) {
      incidents.say(
          "queue file %s cannot be read to its end; some operations will be delivered again"
                  .formatted(path)
              + " under their old ids");
    }
    if (fold.damage().places() > 0) {
      quarantine.keep(path, fold.damage().all());
      incidents.damagedOutcomes(path, fold.damage());
    }
    Set<Long> buried = run.buried().getOrDefault(segment.header().instance(), Set.of());
    for (JournalTicket ticket : locked.part(fold.unsettled())) {
      if (buried.contains(ticket.sequence())) {
        segment.outcomes().add(new Outcome(Outcome.Kind.DEAD, ticket.sequence(), 1, 0, 0));
        continue;
      }
      if (ticket.attempts() > 0 || ticket.notBeforeMillis() > 0) {
        segment.postponing();
      }
      segment.addShelved(ticket);
      run.seen().accept(ticket);
    }
    if (locked.count() > 0) {
      segment.pin();
      incidents.locked(locked, segment.path());
    }
  }

  /** They are whole, but if they are nowhere else, this is the last that is seen of them. */
  private boolean keepMisplaced(Path path, DamagedRegions misplaced) {
    if (misplaced.places() == 0) {
      return true;
    }
    boolean kept = quarantine.keep(path, misplaced.all());
    incidents.misplaced(path, misplaced, kept ? Incidents.Fate.COPIED : Incidents.Fate.STAYS);
    return kept;
  }

  /** What a killed process left of a record that was never accepted. */
  private void cut(Segment segment, long length) {
    try (JournalFile file = disk.openForWriting(segment.path())) {
      file.truncate(length);
      segment.setBytes(length);
    } catch (IOException e) {
      incidents.upkeepFails("cut the unfinished end off " + segment.path().getFileName(), e);
    }
  }

  /** It can be moved away whole when it holds nothing of value for any version of ours. */
  private static boolean mayMove(SegmentScanner scanner) {
    return scanner.unknown() == 0 && !scanner.isUnreadable();
  }

  /**
   * Sees to it that no damaged byte goes with the segment.
   *
   * @return whether the segment may be deleted when all in it is settled
   */
  private boolean keep(FoundSegment found, SegmentScanner scanner, boolean last)
      throws IOException {
    Path path = found.path();
    DamagedRegions damage = scanner.damage();
    if (found.hasDamagedHeader() && scanner.records() > 0) {
      damage.addFirst(0, SegmentHeader.BYTES);
    }
    if (scanner.tornAt() >= 0 && !last) {
      // only where writing stopped can a record be unfinished
      damage.add(scanner.tornAt(), disk.size(path));
    }
    if (scanner.unknown() > 0) {
      incidents.leftAlone(
          path, "holds %d record(s) of a newer format".formatted(scanner.unknown()));
    }
    if (last && scanner.endsInZeros()) {
      incidents.endsInZeros(path, disk.size(path) - scanner.tornAt());
    }
    if (damage.places() == 0) {
      return true;
    }
    boolean kept = !scanner.isUnreadable() && quarantine.keep(path, damage.all());
    incidents.damaged(
        path, damage, scanner.records(), kept ? Incidents.Fate.COPIED : Incidents.Fate.STAYS);
    return kept;
  }
}
