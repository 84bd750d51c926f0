package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The operations that were given up, in {@code dead/} of this JVM's own directory, until they are
 * purged or make room for newer ones. Thread-safe.
 *
 * <p>Those of an adopted journal move here, by rename. A place shared by the JVMs of an application
 * would need a lock of its own and two judges of one bound; this way each file has one owner at a
 * time, and the lock on the directory says who. When this JVM ends, the next one adopts them.
 */
final class DeadLetters {
  private static final int FILES_IN_BOUND = 16;

  private final Disk disk;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;
  private final Quarantine quarantine;
  private final long maxBytes;
  private final boolean durable;
  private final KeyRing keys;

  /** Oldest first. */
  private final TreeMap<String, Kept> files = new TreeMap<>();

  private RecordWriter writer;
  private RecordFrame frame;
  private Path writing;
  private int salt;
  private long nextFile = 1;

  private record Kept(Path path, long letters, long bytes) {}

  private record Origin(UUID journal, long sequence) {}

  DeadLetters(
      Disk disk,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      Incidents incidents,
      Journals journals,
      Quarantine quarantine) {
    this.disk = disk;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
    this.quarantine = quarantine;
    this.keys = settings.keys();
    this.maxBytes = settings.deadLetterBytes();
    // with interval, too: an operation must not be deleted before its dead letter is durable
    this.durable = settings.durability().outlivesMachine();
  }

  synchronized void add(JournalTicket ticket, String reason) throws IOException {
    byte[] letter =
        new DeadLetter(
                ticket.segment.header().instance(),
                ticket.sequence(),
                ticket.routing(),
                ticket.capturedAtMillis(),
                clock.millis(),
                reason,
                payload(ticket))
            .encode();
    if (writer != null
        && writer.end() + RecordFormat.framedBytes(keys.storedBytes(letter.length))
            > maxBytes / FILES_IN_BOUND) {
      close();
    }
    if (writer == null) {
      start();
    }
    frame.fill(
        salt,
        RecordFormat.DEAD_LETTER,
        ticket.sequence(),
        ticket.capturedAtMillis(),
        ticket.routing(),
        letter);
    writer.append(frame);
    usage.bytes(frame.count());
    if (durable) {
      sync();
    }
    String name = writing.getFileName().toString();
    files.put(name, new Kept(writing, files.get(name).letters() + 1, writer.end()));
    dropOldest();
  }

  /** Moves over what an adopted directory has set aside. */
  synchronized void takeOver(InstanceDirectory from) throws IOException {
    Path source = from.path().resolve(InstanceDirectory.DEAD_LETTERS);
    if (disk.exists(source) && !disk.isSymbolicLink(source)) {
      for (String name : disk.list(source)) {
        Path path = source.resolve(name);
        if (DeadLetterFiles.isKnown(name) && disk.isFile(path) && isForThisVersion(path)) {
          move(path, name);
        } else if (name.endsWith(SegmentFiles.UNFINISHED)) {
          disk.delete(path);
        }
      }
    }
    dropOldest();
  }

  /** Moves over segments that nobody can read. */
  synchronized void takeOver(InstanceDirectory from, List<Path> unreadable) throws IOException {
    for (Path path : unreadable) {
      String segment = path.getFileName().toString();
      move(path, DeadLetterFiles.unreadableName(from, segment));
      disk.delete(path.resolveSibling(SegmentFiles.outcomesOf(segment)));
    }
    if (durable && !files.isEmpty()) {
      syncEntries(directory()); // before the directory they come from is removed
    }
    dropOldest();
  }

  synchronized long count() {
    return files.values().stream().mapToLong(Kept::letters).sum();
  }

  /**
   * Shows each operation once. Of two survivors of a process that was killed between a letter and
   * its outcome, one may take over the letter and the other the operation, and write a second one.
   */
  synchronized void forEach(Consumer<DeadLetter> reader) throws IOException {
    Set<Origin> shown = new HashSet<>();
    for (Kept file : List.copyOf(files.values())) {
      DeadLetterFiles.read(
          disk,
          file.path(),
          keys,
          letter -> {
            if (shown.add(new Origin(letter.journal(), letter.sequence()))) {
              reader.accept(letter);
            }
          });
    }
  }

  /** Oldest first; what happens to them afterwards is up to others. */
  synchronized List<Path> paths() {
    return files.values().stream().map(Kept::path).toList();
  }

  /**
   * Removes some letters of one file.
   *
   * @param offsets of records that were found in it
   */
  synchronized void remove(String name, SortedSet<Long> offsets) throws IOException {
    Kept kept = files.get(name);
    if (kept == null) {
      return; // made room for newer ones
    }
    if (kept.path().equals(writing)) {
      close();
    }
    long bytes = DeadLetterCut.without(disk, kept.path(), offsets);
    usage.bytes(bytes - kept.bytes());
    if (bytes == 0) {
      files.remove(name);
    } else {
      files.put(name, new Kept(kept.path(), kept.letters() - offsets.size(), bytes));
    }
  }

  /**
   * Sequences of which there are letters, by journal. Their outcomes may be missing, if whoever
   * wrote the letters was killed before: what has a letter must not be sent again.
   */
  synchronized Map<UUID, Set<Long>> sequences() {
    Map<UUID, Set<Long>> sequences = new HashMap<>();
    for (Kept file : files.values()) {
      try {
        DeadLetterFiles.read(
            disk,
            file.path(),
            keys,
            letter ->
                sequences
                    .computeIfAbsent(letter.journal(), any -> new HashSet<>())
                    .add(letter.sequence()));
      } catch (IOException e) {
        incidents.upkeepFails("read " + file.path().getFileName(), e);
      }
    }
    return sequences;
  }

  /**
   * @return how many letters were removed
   */
  synchronized long purge() throws IOException {
    close();
    long letters = 0;
    for (Map.Entry<String, Kept> file : new ArrayList<>(files.entrySet())) {
      letters += remove(file);
    }
    return letters;
  }

  synchronized void close() {
    if (writer != null) {
      writer.close();
      writer = null;
      writing = null;
    }
  }

  private byte[] payload(JournalTicket ticket) throws IOException {
    byte[] cached = ticket.payload;
    try {
      return cached == null ? ticket.segment.read(ticket) : cached;
    } catch (DamagedRecordException e) {
      setAside(ticket);
      return new byte[0]; // the reason and the time are better than nothing
    }
  }

  private void setAside(JournalTicket ticket) {
    Path path = ticket.segment.path();
    DamagedRegions damage = new DamagedRegions();
    long offset = ticket.segment.offset(ticket);
    damage.add(offset, offset + ticket.framedBytes());
    boolean news = !quarantine.has(path, damage.all().get(0)); // a letter may take several tries
    if (news && quarantine.keep(path, damage.all())) {
      incidents.damaged(path, damage, ticket.segment.unsettled() - 1, Incidents.Fate.COPIED);
    }
  }

  private void start() throws IOException {
    InstanceDirectory directory = directory();
    String name = DeadLetterFiles.name(directory, nextFile);
    Path path = path(directory, name);
    SegmentHeader header =
        SegmentHeader.of(SegmentHeader.Kind.DEAD_LETTERS, nextFile, clock.millis(), directory.id());
    nextFile++;
    writer = RecordWriter.create(disk, path, header);
    writing = path;
    frame = new RecordFrame(keys.newSeal());
    salt = SegmentHeader.salt(directory.id());
    usage.bytes(writer.end());
    files.put(name, new Kept(path, 0, writer.end()));
    if (durable) {
      syncEntry(directory);
    }
  }

  /** A durable letter in a file without a durable name is lost all the same. */
  private void syncEntry(InstanceDirectory directory) throws IOException {
    boolean synced = false;
    try {
      syncEntries(directory);
      synced = true;
    } finally {
      if (!synced) {
        close();
      }
    }
  }

  private void syncEntries(InstanceDirectory directory) throws IOException {
    disk.syncDirectory(directory.path().resolve(InstanceDirectory.DEAD_LETTERS));
    disk.syncDirectory(directory.path());
  }

  /** Or the operation would be deleted while its dead letter can still be lost. */
  private void sync() throws IOException {
    boolean synced = false;
    try {
      writer.file().sync();
      if (files.get(writing.getFileName().toString()).letters() == 0) {
        // a synced file without a durable name is lost with the machine all the same
        disk.syncDirectory(writing.getParent());
        disk.syncDirectory(writing.getParent().getParent());
      }
      synced = true;
    } finally {
      if (!synced) {
        close(); // no second sync of a file that the kernel failed to write
      }
    }
  }

  private void move(Path from, String name) throws IOException {
    Path to = path(directory(), name);
    long letters = DeadLetterFiles.count(disk, from, incidents);
    long bytes = disk.size(from);
    disk.move(from, to);
    usage.bytes(bytes);
    files.put(name, new Kept(to, letters, bytes));
  }

  /** Where others stay, no bound of ours removes them. */
  private boolean isForThisVersion(Path path) throws IOException {
    int version = DeadLetterFiles.version(disk, path);
    if (version != SegmentHeader.VERSION) {
      incidents.leftAlone(
          path, "has format %d, this agent knows %d".formatted(version, SegmentHeader.VERSION));
    }
    return version == SegmentHeader.VERSION;
  }

  private Path path(InstanceDirectory directory, String name) throws IOException {
    Path dead = directory.path().resolve(InstanceDirectory.DEAD_LETTERS);
    disk.createDirectory(dead);
    return dead.resolve(name);
  }

  private InstanceDirectory directory() throws IOException {
    Journal own = journals.own();
    if (own == null) {
      throw new IOException("there is no directory to keep dead letters in");
    }
    return own.directory();
  }

  private void dropOldest() {
    try {
      while (files.size() > 1 && totalBytes() > maxBytes) {
        long letters = remove(files.firstEntry());
        incidents.say(
            "dead letters exceed their %d bytes: the oldest %d were removed"
                .formatted(maxBytes, letters));
      }
    } catch (IOException e) {
      incidents.upkeepFails("remove the oldest dead letters", e);
    }
  }

  private long remove(Map.Entry<String, Kept> file) throws IOException {
    if (file.getValue().path().equals(writing)) {
      close();
    }
    disk.delete(file.getValue().path());
    files.remove(file.getKey());
    usage.bytes(-file.getValue().bytes());
    return file.getValue().letters();
  }

  private long totalBytes() {
    return files.values().stream().mapToLong(Kept::bytes).sum();
  }
}
