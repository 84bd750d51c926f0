package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How one process sees a {@link MemoryDisk}. It can be killed at any of its changes to the disk, in
 * the middle of a write at any byte; from then on whatever it does fails. Not thread-safe.
 */
final class MemoryProcess implements Disk {
  private static final int NEVER = -1;

  private final MemoryDisk disk;
  private boolean dead;
  private int changesLeft = NEVER;
  private int bytesOfLastWrite;
  private boolean dieInWrite;

  MemoryProcess(MemoryDisk disk) {
    this.disk = disk;
  }

  boolean isDead() {
    return dead;
  }

  /** Locks are gone, and nothing it still does reaches the disk. */
  void die() {
    dead = true;
    disk.held.values().removeIf(holder -> holder == this);
  }

  /**
   * It is killed after so many changes, at the beginning of the next one.
   *
   * @param bytes how much of that one is done if it is a write
   */
  void dieAfter(int changes, int bytes) {
    changesLeft = changes;
    bytesOfLastWrite = bytes;
  }

  /** It is killed in its next write, whatever else it changes before. */
  void dieInNextWrite(int bytes) {
    dieInWrite = true;
    bytesOfLastWrite = bytes;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    checkAlive();
    for (Path path = directory; path != null; path = path.getParent()) {
      disk.directories.add(path);
    }
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    change();
    if (disk.files.putIfAbsent(file, new MemoryFile(new byte[0])) != null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new OpenFile(disk.existing(file));
  }

  @Override
  public JournalFile openForWriting(Path file) throws IOException {
    return openForReading(file);
  }

  @Override
  public JournalFile openForReading(Path file) throws IOException {
    checkAlive();
    return new OpenFile(disk.existing(file));
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    checkAlive();
    if (!disk.directories.contains(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    Set<Path> all = new HashSet<>(disk.files.keySet());
    all.addAll(disk.directories);
    return all.stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .sorted()
        .toList();
  }

  @Override
  public boolean exists(Path path) {
    return disk.files.containsKey(path) || disk.directories.contains(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.existing(file).length();
  }

  @Override
  public void delete(Path path) throws IOException {
    change();
    if (disk.directories.contains(path) && !list(path).isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    disk.files.remove(path);
    disk.directories.remove(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    change();
    disk.move(from, to);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    checkAlive();
    disk.sync(directory);
  }

  @Override
  public long usableBytes(Path directory) {
    return Long.MAX_VALUE;
  }

  @Override
  public HeldDirectory hold(Path directory) throws IOException {
    checkAlive();
    if (!disk.directories.contains(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (disk.held.putIfAbsent(directory, this) != null) {
      return null;
    }
    disk.files.putIfAbsent(directory.resolve(DirectoryLock.FILE), new MemoryFile(new byte[0]));
    return () -> disk.held.remove(directory, this);
  }

  @Override
  public boolean isSymbolicLink(Path path) {
    return false;
  }

  @Override
  public boolean isFile(Path path) {
    return disk.files.containsKey(path);
  }

  @Override
  public boolean haveSameOwner(Path one, Path other) {
    return true;
  }

  private void change() throws IOException {
    checkAlive();
    if (changesLeft == 0) {
      die();
      checkAlive();
    }
    changesLeft -= changesLeft == NEVER ? 0 : 1;
  }

  private void checkAlive() throws IOException {
    if (dead) {
      throw new IOException("the process is dead");
    }
  }

  private final class OpenFile implements JournalFile {
    private final MemoryFile file;

    OpenFile(MemoryFile file) {
      this.file = file;
    }

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
      checkAlive();
      if (changesLeft == 0 || dieInWrite) {
        file.append(bytes, offset, Math.min(count, bytesOfLastWrite));
        die();
      }
      change();
      file.append(bytes, offset, count);
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      checkAlive();
      return file.read(position, into, offset, count);
    }

    @Override
    public void truncate(long length) throws IOException {
      change();
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      checkAlive();
      file.sync();
    }

    @Override
    public void close() {}
  }
}
