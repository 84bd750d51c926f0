package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A disk in the heap, for many thousands of short lives of processes. What a process wrote before
 * it died is there for the next one; what it tries to write afterwards is not. Not thread-safe.
 *
 * <pre>
 *   open ──▶ queue of process 1 ── die ──▶ open ──▶ queue of process 2, which may adopt …
 * </pre>
 */
public final class MemoryDisk implements Disk {
  private static final int NEVER = -1;

  private final Map<Path, MemoryFile> files = new HashMap<>();
  private final Set<Path> directories = new HashSet<>();
  private final Set<Path> held = new HashSet<>();
  private Process living = new Process();
  private int bytesOfNextAppend = NEVER;

  /** Files that a process has open die with it. */
  private static final class Process {
    boolean dead;
  }

  public DiskQueue open(
      Path directory, DiskQueueSettings settings, Clock clock, Consumer<String> log) {
    return DiskQueue.open(this, directory, settings, clock, log);
  }

  /** A kill: locks are gone, and nothing the process still does reaches the disk. */
  public void die() {
    living.dead = true;
    held.clear();
  }

  /** What is opened from now on belongs to a new process. */
  public void boot() {
    living = new Process();
    bytesOfNextAppend = NEVER;
  }

  public boolean isDead() {
    return living.dead;
  }

  /** The process is killed in the middle of its next write, of which so many bytes are done. */
  public void dieAfterBytes(int bytes) {
    bytesOfNextAppend = bytes;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    checkAlive(living);
    for (Path path = directory; path != null; path = path.getParent()) {
      directories.add(path);
    }
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    checkAlive(living);
    if (files.putIfAbsent(file, new MemoryFile(new byte[0])) != null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new OpenFile(files.get(file), living);
  }

  @Override
  public JournalFile openForWriting(Path file) throws IOException {
    return openForReading(file);
  }

  @Override
  public JournalFile openForReading(Path file) throws IOException {
    checkAlive(living);
    return new OpenFile(existing(file), living);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    checkAlive(living);
    if (!directories.contains(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    Set<Path> all = new HashSet<>(files.keySet());
    all.addAll(directories);
    return all.stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .sorted()
        .toList();
  }

  @Override
  public boolean exists(Path path) {
    return files.containsKey(path) || directories.contains(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return existing(file).length();
  }

  @Override
  public void delete(Path path) throws IOException {
    checkAlive(living);
    if (directories.contains(path) && !list(path).isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    files.remove(path);
    directories.remove(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    checkAlive(living);
    files.put(to, existing(from));
    files.remove(from);
  }

  @Override
  public void syncDirectory(Path directory) {}

  @Override
  public long usableBytes(Path directory) {
    return Long.MAX_VALUE;
  }

  @Override
  public HeldDirectory hold(Path directory) throws IOException {
    checkAlive(living);
    if (!directories.contains(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (!held.add(directory)) {
      return null;
    }
    files.putIfAbsent(directory.resolve(DirectoryLock.FILE), new MemoryFile(new byte[0]));
    Process holder = living;
    return () -> {
      if (!holder.dead) {
        held.remove(directory);
      }
    };
  }

  @Override
  public boolean isSymbolicLink(Path path) {
    return false;
  }

  @Override
  public boolean haveSameOwner(Path one, Path other) {
    return true;
  }

  private MemoryFile existing(Path file) throws NoSuchFileException {
    MemoryFile found = files.get(file);
    if (found == null) {
      throw new NoSuchFileException(file.toString());
    }
    return found;
  }

  private static void checkAlive(Process process) throws IOException {
    if (process.dead) {
      throw new IOException("the process is dead");
    }
  }

  private final class OpenFile implements JournalFile {
    private final MemoryFile file;
    private final Process process;

    OpenFile(MemoryFile file, Process process) {
      this.file = file;
      this.process = process;
    }

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
      checkAlive(process);
      if (bytesOfNextAppend == NEVER) {
        file.append(bytes, offset, count);
        return;
      }
      file.append(bytes, offset, Math.min(count, bytesOfNextAppend));
      bytesOfNextAppend = NEVER;
      die();
      throw new IOException("killed while writing");
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      checkAlive(process);
      return file.read(position, into, offset, count);
    }

    @Override
    public void truncate(long length) throws IOException {
      checkAlive(process);
      file.truncate(length);
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
