package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The directory of one JVM, held by its lock. */
final class InstanceDirectory {
  static final String DEAD_LETTERS = "dead";
  private static final String OWNER = "owner.json";
  private static final int TRIES = 5;

  private final Disk disk;
  private final Path path;
  private final UUID id;
  private volatile HeldDirectory held;

  private InstanceDirectory(Disk disk, Path path, UUID id, HeldDirectory held) {
    this.disk = disk;
    this.path = path;
    this.id = id;
    this.held = held;
  }

  static InstanceDirectory create(Disk disk, Path app, Clock clock) throws IOException {
    if (disk.isSymbolicLink(app)) {
      throw refused("is a symbolic link");
    }
    disk.createDirectory(app);
    for (int i = 0; i < TRIES; i++) {
      InstanceName name = new InstanceName(nextGeneration(disk, app), UUID.randomUUID());
      Path path = app.resolve(name.toString());
      disk.createDirectory(path);
      HeldDirectory held = holdNew(disk, path);
      if (held != null) {
        InstanceDirectory created = new InstanceDirectory(disk, path, name.id(), held);
        created.requireOwner(app);
        created.writeOwner(clock);
        return created;
      }
    }
    throw new IOException("no directory of our own could be held in " + app);
  }

  /** Gives it up when it is not ours, or nobody can tell. */
  private void requireOwner(Path app) throws IOException {
    boolean ours = false;
    try {
      ours = disk.haveSameOwner(app, path);
    } finally {
      if (!ours) {
        deleteOrRelease();
      }
    }
    if (!ours) {
      throw refused("belongs to another user");
    }
  }

  /** Null when somebody looking for orphans was quicker, and removes it or has done so. */
  private static HeldDirectory holdNew(Disk disk, Path path) throws IOException {
    boolean decided = false;
    try {
      HeldDirectory held = disk.hold(path);
      decided = true;
      return held;
    } catch (NoSuchFileException e) {
      if (disk.exists(path)) {
        throw e; // which is how a lack of rights or descriptors may be said, too
      }
      return null;
    } finally {
      if (!decided) { // where there are no locks, each append would leave a directory behind
        disk.delete(path.resolve(DirectoryLock.FILE));
        disk.delete(path);
      }
    }
  }

  /**
   * @return null while its owner lives
   */
  static InstanceDirectory claim(Disk disk, Path app, String name) throws IOException {
    InstanceName parsed = InstanceName.parse(name);
    Path path = app.resolve(name);
    if (parsed == null
        || disk.isSymbolicLink(path)
        || disk.isFile(path)
        || !disk.haveSameOwner(app, path)) {
      return null;
    }
    HeldDirectory held = disk.hold(path);
    return held == null ? null : new InstanceDirectory(disk, path, parsed.id(), held);
  }

  Path path() {
    return path;
  }

  String name() {
    return path.getFileName().toString();
  }

  UUID id() {
    return id;
  }

  boolean exists() {
    return disk.exists(path);
  }

  /** Gives it up, and removes it unless something that must stay is in it. Never throws. */
  void deleteOrRelease() {
    try {
      if (holdsOnly(OWNER, DirectoryLock.FILE, DEAD_LETTERS)) {
        disk.delete(path.resolve(DEAD_LETTERS));
        disk.delete(path.resolve(OWNER));
        // Last, and while it is locked: whoever opened it meanwhile sees that it is gone.
        disk.delete(path.resolve(DirectoryLock.FILE));
        disk.delete(path);
      }
    } catch (IOException e) {
      // Whoever finds it next finds nothing to deliver in it, and tries again.
    } finally {
      release();
    }
  }

  /** Makes it again, under its old name, after somebody removed it. */
  void restore() throws IOException {
    held.close();
    disk.createDirectory(path);
    HeldDirectory again = disk.hold(path);
    if (again == null) {
      throw new IOException("somebody holds " + path + " who is about to remove it");
    }
    held = again;
  }

  /** Leaves it to whoever claims it next. Never throws. */
  void release() {
    held.close();
  }

  private boolean holdsOnly(String... known) throws IOException {
    for (String name : disk.list(path)) {
      if (!List.of(known).contains(name)) {
        return false;
      }
    }
    return true;
  }

  private static long nextGeneration(Disk disk, Path app) throws IOException {
    long highest = 0;
    for (String name : disk.list(app)) {
      InstanceName sibling = InstanceName.parse(name);
      if (sibling != null) {
        highest = Math.max(highest, sibling.generation());
      }
    }
    return Math.min(highest + 1, InstanceName.HIGHEST_GENERATION);
  }

  /** For people who look into the directory; nothing reads it. */
  private void writeOwner(Clock clock) {
    String text =
        new StringBuilder("{\"pid\":")
            .append(ProcessHandle.current().pid())
            .append(",\"started\":\"")
            .append(clock.instant())
            .append("\",\"java\":\"")
            .append(Runtime.version())
            .append("\",\"format\":")
            .append(SegmentHeader.VERSION)
            .append("}\n")
            .toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JournalFile file = disk.create(path.resolve(OWNER))) {
      file.append(bytes, 0, bytes.length);
    } catch (IOException e) {
      // A full disk shows where it matters, at the first append.
    }
  }

  private static IOException refused(String why) {
    return new IOException(
        "it "
            + why
            + "; set queue.dir to a directory of its own that belongs to the user of this process");
  }
}
