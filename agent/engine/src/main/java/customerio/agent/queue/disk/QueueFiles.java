package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Ticket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What lies in an application's directory, read from its files without any lock. Changes nothing,
 * so it works beside JVMs that live: segments only grow, an unfinished record at an end is what
 * somebody is writing, and a file that goes away held nothing that waits. Needs heap for the
 * operations of one segment. Thread-safe.
 */
public final class QueueFiles implements QueueContents {
  private static final int MOST_LOOKS = 5;

  private final Disk disk;
  private final Path app;
  private final KeyRing keys;
  private final Clock clock;

  QueueFiles(Disk disk, Path app, KeyRing keys, Clock clock) {
    this.disk = disk;
    this.app = app;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param appDirectory shared by the JVMs of one application
   * @param keys what no key here opens is shown without its content
   */
  public static QueueFiles of(Path appDirectory, KeyRing keys, Clock clock) {
    return new QueueFiles(new LocalDisk(), appDirectory.toAbsolutePath().normalize(), keys, clock);
  }

  @Override
  public void walkPending(Place after, PendingVisitor visitor) throws IOException {
    for (Path instance : instances()) {
      String name = instance.getFileName().toString();
      if (name.compareTo(after.file()) >= 0 && !walk(instance, after, visitor)) {
        return;
      }
    }
  }

  @Override
  public void walkDeadLetters(Place after, LetterVisitor visitor) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path instance : instances()) {
      Path letters = instance.resolve(InstanceDirectory.DEAD_LETTERS);
      for (String name : names(letters)) {
        if (DeadLetterFiles.isKnown(name)) {
          files.add(letters.resolve(name));
        }
      }
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    Walks.deadLetters(disk, keys, files, after, visitor);
  }

  @Override
  public byte[] payload(Ticket ticket) throws IOException {
    JournalTicket known = (JournalTicket) ticket;
    try {
      return known.segment.read(known);
    } catch (DamagedRecordException moved) {
      return readAgain(known);
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (disk.exists(known.segment.path())) {
        throw e;
      }
      return null;
    }
  }

  /** Bytes of all files. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Path instance : instances()) {
      bytes += bytes(instance) + bytes(instance.resolve(InstanceDirectory.DEAD_LETTERS));
    }
    return bytes;
  }

  /**
   * Directories of JVMs that live, or that cannot be told from such. Takes each lock that is free
   * for a moment.
   */
  public List<Path> held() throws IOException {
    List<Path> held = new ArrayList<>();
    for (Path instance : instances()) {
      try (HeldDirectory mine = disk.hold(instance)) {
        if (mine == null) {
          held.add(instance);
        }
      } catch (NoSuchFileException e) {
        // delivered and removed meanwhile
      }
    }
    return held;
  }

  private boolean walk(Path instance, Place after, PendingVisitor visitor) throws IOException {
    String name = instance.getFileName().toString();
    List<FoundSegment> found = segments(instance, InstanceName.parse(name).id());
    OwnSequences own = new OwnSequences(found);
    for (int i = 0; i < found.size(); i++) {
      own.of(i);
      Segment segment = null;
      try {
        segment = open(found.get(i));
        load(segment, own);
        if (!Walks.pending(name, segment.tickets(), after, visitor)) {
          return false;
        }
      } catch (FileNotFoundException | NoSuchFileException e) {
        throwUnlessGone(found.get(i).path(), e);
      } finally {
        if (segment != null) {
          segment.close();
        }
      }
    }
    return true;
  }

  /** Looks again when its owner has removed one while we looked. */
  private List<FoundSegment> segments(Path instance, UUID id) throws IOException {
    SegmentInventory inventory = new SegmentInventory(disk, new Incidents(clock, line -> {}));
    for (int looks = 1; ; looks++) {
      try {
        return inventory.of(instance, id);
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (!disk.exists(instance)) {
          return List.of();
        }
        if (looks == MOST_LOOKS) {
          throw e;
        }
      }
    }
  }

  private Segment open(FoundSegment found) throws IOException {
    OutcomeLog log =
        new OutcomeLog(
            disk,
            SegmentFiles.outcomesOf(found.path()),
            found.header().ofOutcomes(),
            0,
            new Usage());
    return new Segment(disk, found.path(), found.header(), disk.size(found.path()), log, 0, keys);
  }

  private void load(Segment segment, OwnSequences own) throws IOException {
    List<JournalTicket> tickets = new ArrayList<>();
    try (JournalFile file = disk.openForReading(segment.path())) {
      Recovery.scan(segment, file, own, tickets, new DamagedRegions(), new Locked(keys));
    }
    OwnSequences.order(tickets);
    OutcomeFold fold = new OutcomeFold(tickets, clock.millis());
    if (disk.isFile(segment.outcomes().path())) {
      try (JournalFile file = disk.openForReading(segment.outcomes().path())) {
        fold.apply(file, segment.salt());
      }
    }
    fold.unsettled().forEach(segment::add);
  }

  /** Its owner may have moved the records of the segment together since we looked. */
  private byte[] readAgain(JournalTicket ticket) throws IOException {
    int[] offset = {-1};
    try (JournalFile file = disk.openForReading(ticket.segment.path())) {
      new SegmentScanner(file, ticket.segment.salt())
          .scan(
              RecordFormat.OPERATION,
              (in, at, found) -> {
                if (RecordFormat.sequence(in, at) == ticket.sequence()) {
                  offset[0] = Math.toIntExact(found);
                }
              });
    }
    if (offset[0] < 0) {
      return null;
    }
    ticket.segment.close();
    ticket.offset = offset[0];
    return ticket.segment.read(ticket);
  }

  /** As a lack of descriptors or rights is said with these exceptions, too. */
  private void throwUnlessGone(Path path, IOException why) throws IOException {
    if (disk.exists(path)) {
      throw why;
    }
  }

  private List<Path> instances() throws IOException {
    return names(app).stream()
        .filter(name -> InstanceName.parse(name) != null)
        .map(app::resolve)
        .filter(path -> !disk.isSymbolicLink(path))
        .toList();
  }

  private List<String> names(Path directory) throws IOException {
    try {
      return disk.exists(directory) ? disk.list(directory) : List.of();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private long bytes(Path directory) throws IOException {
    long bytes = 0;
    for (String name : names(directory)) {
      try {
        bytes += isFile(name) ? disk.size(directory.resolve(name)) : 0;
      } catch (NoSuchFileException e) {
        // delivered and removed meanwhile
      }
    }
    return bytes;
  }

  private static boolean isFile(String name) {
    return SegmentFiles.isRecords(name)
        || SegmentFiles.isOutcomes(name)
        || DeadLetterFiles.isKnown(name);
  }
}
