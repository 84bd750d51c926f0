package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the bytes of damaged places, one file for each, in {@code dead/} of this JVM's own
 * directory: a segment is deleted when its intact operations are settled, and what could not be
 * read may be the only trace of an operation. Bounded, the oldest goes first. Thread-safe.
 */
final class Quarantine {
  static final String SUFFIX = ".damaged";

  /** Of the bytes that dead letters may have: what can be delivered again is worth more. */
  private static final int PART = 4;

  private static final int CHUNK_BYTES = 64 << 10;

  private final Disk disk;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;
  private final long maxBytes;

  /** In the order in which they came. */
  private final Map<String, Kept> files = new LinkedHashMap<>();

  private record Kept(Path path, long bytes) {}

  Quarantine(
      Disk disk, DiskQueueSettings settings, Usage usage, Incidents incidents, Journals journals) {
    this.disk = disk;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
    this.maxBytes = settings.deadLetterBytes() / PART;
  }

  /** The instance first, so that no name comes twice; then the file, then the place in it. */
  static String name(Path file, DamagedRegions.Region region) {
    return file.getParent().getFileName().toString()
        + '-'
        + file.getFileName()
        + '-'
        + SegmentFiles.digits(region.from(), 20)
        + SUFFIX;
  }

  /**
   * Copies regions of a file in an instance's directory. Never throws.
   *
   * @return whether the file may be deleted as far as these are concerned
   */
  synchronized boolean keep(Path path, List<DamagedRegions.Region> regions) {
    try (JournalFile file = disk.openForReading(path)) {
      for (DamagedRegions.Region region : regions) {
        if (!isZero(file, region)) {
          keep(name(path, region), file, region);
        }
      }
      return true;
    } catch (IOException e) {
      incidents.upkeepFails("copy what is damaged of " + path.getFileName(), e);
      return false;
    }
  }

  synchronized boolean has(Path path, DamagedRegions.Region region) {
    return files.containsKey(name(path, region));
  }

  /** Moves over what an adopted directory has kept. */
  synchronized void takeOver(InstanceDirectory from) throws IOException {
    Path source = from.path().resolve(InstanceDirectory.DEAD_LETTERS);
    if (!disk.exists(source) || disk.isSymbolicLink(source)) {
      return;
    }
    for (String name : disk.list(source)) {
      Path path = source.resolve(name);
      if (name.endsWith(SUFFIX) && InstanceName.ofPrefix(name) != null && disk.isFile(path)) {
        long bytes = disk.size(path);
        Path to = place(name);
        disk.move(path, to);
        add(name, to, bytes);
      }
    }
  }

  synchronized void purge() throws IOException {
    for (String name : List.copyOf(files.keySet())) {
      remove(name);
    }
  }

  private void keep(String name, JournalFile file, DamagedRegions.Region region)
      throws IOException {
    if (files.containsKey(name)) {
      return; // kept by an earlier try to recover the same directory
    }
    Path to = place(name);
    disk.delete(to);
    long count = Math.min(region.bytes(), maxBytes);
    boolean complete = false;
    try (JournalFile copy = disk.create(to)) {
      copy(file, region.from(), count, copy);
      copy.sync();
      complete = true;
    } finally {
      if (!complete) {
        disk.delete(to);
      }
    }
    add(name, to, count);
  }

  private static void copy(JournalFile file, long from, long count, JournalFile to)
      throws IOException {
    byte[] chunk = new byte[(int) Math.min(count, CHUNK_BYTES)];
    long done = 0;
    while (done < count) {
      int now = read(file, from + done, count - done, chunk);
      to.append(chunk, 0, now);
      done += now;
    }
  }

  /** Nothing is in a hole that anybody could want back. */
  private static boolean isZero(JournalFile file, DamagedRegions.Region region) throws IOException {
    byte[] chunk = new byte[(int) Math.min(region.bytes(), CHUNK_BYTES)];
    long at = region.from();
    while (at < region.to()) {
      int now = read(file, at, region.to() - at, chunk);
      for (int i = 0; i < now; i++) {
        if (chunk[i] != 0) {
          return false;
        }
      }
      at += now;
    }
    return true;
  }

  private static int read(JournalFile file, long at, long most, byte[] into) throws IOException {
    int wanted = (int) Math.min(into.length, most);
    int count = file.read(at, into, 0, wanted);
    if (count < wanted) {
      throw new IOException("the file became shorter");
    }
    return count;
  }

  private void add(String name, Path path, long bytes) {
    Kept before = files.put(name, new Kept(path, bytes));
    usage.bytes(bytes - (before == null ? 0 : before.bytes()));
    dropOldest();
  }

  private void dropOldest() {
    try {
      while (files.size() > 1 && totalBytes() > maxBytes) {
        remove(files.keySet().iterator().next());
        incidents.say(
            "what is kept of damaged queue files exceeds its %d bytes: the oldest was removed"
                .formatted(maxBytes));
      }
    } catch (IOException e) {
      incidents.upkeepFails("remove the oldest copy of damaged bytes", e);
    }
  }

  private void remove(String name) throws IOException {
    disk.delete(files.get(name).path());
    usage.bytes(-files.remove(name).bytes());
  }

  private long totalBytes() {
    return files.values().stream().mapToLong(Kept::bytes).sum();
  }

  private Path place(String name) throws IOException {
    Journal own = journals.own();
    if (own == null) {
      throw new IOException("there is no directory to keep it in");
    }
    Path dead = own.directory().path().resolve(InstanceDirectory.DEAD_LETTERS);
    disk.createDirectory(dead);
    return dead.resolve(name);
  }
}
