package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The real file system with faults: it can fill up, fail operations on chosen files, and die like a
 * process does, which closes every descriptor and drops every lock without a last word.
 */
final class TestDisk implements Disk {
  /** What can be made to fail. */
  enum Operation {
    CREATE,
    WRITE,
    READ,
    TRUNCATE,
    SYNC,
    DELETE,
    MOVE,
    LIST,
    HOLD,
    OWNER,
    DIRECTORY
  }

  private final Disk real = new LocalDisk();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<Operation, Predicate<Path>> failing = new ConcurrentHashMap<>();
  private volatile long freeBytes = Long.MAX_VALUE;
  private volatile boolean countsDeleted;
  private volatile Error error;
  private volatile boolean dead;
  private volatile int reads;
  private volatile int writes;
  private volatile Path others;

  void fail(Operation operation, Predicate<Path> where) {
    failing.put(operation, where);
  }

  void heal() {
    failing.clear();
    countsDeleted = false;
    freeBytes = Long.MAX_VALUE;
    error = null;
  }

  /** The next writes succeed up to here, the one that exceeds it is cut short. */
  void fillUpAfter(long bytes) {
    freeBytes = bytes;
  }

  /** What is free from now on is what is deleted. */
  void freedByDeleting() {
    freeBytes = 0;
    countsDeleted = true;
  }

  /** The next writes are done, and then this comes out of them. */
  void throwAfterWriting(Error thrown) {
    error = thrown;
  }

  void ownedByOthers(Path path) {
    others = path;
  }

  int reads() {
    return reads;
  }

  int writes() {
    return writes;
  }

  synchronized void die() throws Exception {
    dead = true;
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    check(Operation.DIRECTORY, directory);
    real.createDirectory(directory);
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    check(Operation.CREATE, file);
    return new Faulty(file, remember(real.create(file)));
  }

  @Override
  public JournalFile openForWriting(Path file) throws IOException {
    check(Operation.CREATE, file);
    return new Faulty(file, remember(real.openForWriting(file)));
  }

  @Override
  public JournalFile openForReading(Path file) throws IOException {
    check(null, file);
    return new Faulty(file, remember(real.openForReading(file)));
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    check(Operation.LIST, directory);
    return real.list(directory);
  }

  @Override
  public boolean exists(Path path) {
    return real.exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return real.size(file);
  }

  @Override
  public void delete(Path path) throws IOException {
    check(Operation.DELETE, path);
    if (countsDeleted && Files.isRegularFile(path)) {
      freeBytes += Files.size(path);
    }
    real.delete(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    check(Operation.MOVE, from);
    real.move(from, to);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    check(Operation.SYNC, directory);
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return freeBytes == Long.MAX_VALUE ? real.usableBytes(directory) : freeBytes;
  }

  @Override
  public HeldDirectory hold(Path directory) throws IOException {
    check(Operation.HOLD, directory);
    HeldDirectory held = real.hold(directory);
    return held == null ? null : remember(held);
  }

  @Override
  public boolean isSymbolicLink(Path path) {
    return real.isSymbolicLink(path);
  }

  @Override
  public boolean isFile(Path path) {
    return real.isFile(path);
  }

  @Override
  public boolean haveSameOwner(Path one, Path other) throws IOException {
    check(Operation.OWNER, other);
    return !one.equals(others) && real.haveSameOwner(one, other);
  }

  private synchronized <T extends AutoCloseable> T remember(T resource) {
    open.add(resource);
    return resource;
  }

  private void check(Operation operation, Path path) throws IOException {
    if (dead) {
      throw new IOException("the process is dead");
    }
    if (operation != null && failing.getOrDefault(operation, none -> false).test(path)) {
      throw new IOException("Input/output error");
    }
  }

  private final class Faulty implements JournalFile {
    private final Path path;
    private final JournalFile file;

    Faulty(Path path, JournalFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
      check(Operation.WRITE, path);
      writes++;
      if (count > freeBytes) {
        file.append(bytes, offset, (int) freeBytes);
        freeBytes = 0;
        throw new IOException("No space left on device");
      }
      freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : count;
      file.append(bytes, offset, count);
      if (error != null) {
        throw error;
      }
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      check(Operation.READ, path);
      reads++;
      return file.read(position, into, offset, count);
    }

    @Override
    public void truncate(long length) throws IOException {
      check(Operation.TRUNCATE, path);
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      check(Operation.SYNC, path); // and no more: nobody cuts the power here
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
