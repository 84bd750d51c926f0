package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What lies in an application's directory, read from its files without any lock. Changes nothing,
 * so it works beside JVMs that live: segments only grow, an unfinished record at an end is what
 * somebody is writing, and a file that goes away held nothing that waits. Needs heap for the
 * operations of one segment. Thread-safe.
 */
public final class QueueFiles implements QueueContents {
  private final Disk disk;
  private final Path app;
  private final Clock clock;

  QueueFiles(Disk disk, Path app, Clock clock) {
    this.disk = disk;
    this.app = app;
    this.clock = clock;
  }

  /**
   * @param appDirectory shared by the JVMs of one application
   */
  public static QueueFiles of(Path appDirectory, Clock clock) {
    return new QueueFiles(new LocalDisk(), appDirectory.toAbsolutePath().normalize(), clock);
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
    Walks.deadLetters(disk, files, after, visitor);
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
    long last = Long.MIN_VALUE;
    for (String name : names(instance)) {
      if (!SegmentFiles.isRecords(name)) {
        continue;
      }
      Segment segment = null;
      try {
        segment = open(instance, name);
        if (segment == null) {
          continue;
        }
        last = Math.max(last, load(segment, last));
        if (!Walks.pending(instance.getFileName().toString(), segment, after, visitor)) {
          return false;
        }
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (disk.exists(instance.resolve(name))) {
          throw e;
        }
      } finally {
        if (segment != null) {
          segment.close();
        }
      }
    }
    return true;
  }

  /** Null for a file of another version. */
  private Segment open(Path instance, String name) throws IOException {
    Path path = instance.resolve(name);
    byte[] bytes = new byte[SegmentHeader.BYTES];
    SegmentHeader header;
    try (JournalFile file = disk.openForReading(path)) {
      header = SegmentHeader.decode(bytes, file.read(0, bytes, 0, bytes.length));
    }
    if (header == null) {
      InstanceName owner = InstanceName.parse(instance.getFileName().toString());
      header =
          SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, SegmentFiles.base(name), 0, owner.id());
    } else if (!header.isUnderstood(SegmentHeader.Kind.OPERATIONS)) {
      return null;
    }
    Path outcomes = path.resolveSibling(SegmentFiles.outcomesOf(name));
    OutcomeLog log = new OutcomeLog(disk, outcomes, header.ofOutcomes(), 0, new Usage());
    return new Segment(disk, path, header, disk.size(path), log);
  }

  /**
   * @return the highest sequence in it
   */
  private long load(Segment segment, long after) throws IOException {
    List<JournalTicket> tickets = new ArrayList<>();
    try (JournalFile file = disk.openForReading(segment.path())) {
      Recovery.scan(segment, file, after, tickets);
    }
    long highest = tickets.isEmpty() ? after : tickets.get(tickets.size() - 1).sequence();
    OutcomeFold fold = new OutcomeFold(tickets, clock.millis());
    if (disk.exists(segment.outcomes().path())) {
      try (JournalFile file = disk.openForReading(segment.outcomes().path())) {
        fold.apply(file, segment.salt());
      }
    }
    fold.unsettled().forEach(segment::add);
    return highest;
  }

  /** Its owner may have moved the records of the segment together since we looked. */
  private byte[] readAgain(JournalTicket ticket) throws IOException {
    List<JournalTicket> found = new ArrayList<>();
    try (JournalFile file = disk.openForReading(ticket.segment.path())) {
      Recovery.scan(ticket.segment, file, ticket.sequence() - 1, found);
    }
    if (found.isEmpty() || found.get(0).sequence() != ticket.sequence()) {
      return null;
    }
    ticket.segment.close();
    ticket.offset = found.get(0).offset;
    return ticket.segment.read(ticket);
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
