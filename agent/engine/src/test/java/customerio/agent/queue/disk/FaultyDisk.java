package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Another disk that fails as disks do, until it heals. Not thread-safe. */
final class FaultyDisk implements Disk {
  /** How it looks from a program. */
  enum Fault {
    NO_SPACE("No space left on device"),
    QUOTA("Disk quota exceeded"),
    BROKEN("Input/output error"),
    READ_ONLY("Read-only file system"),
    NO_DESCRIPTORS("Too many open files"),
    REMOVED("No such file or directory"),
    FORBIDDEN("Permission denied");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  /** What can be made to fail. */
  enum Operation {
    MAKE_DIRECTORY,
    CREATE,
    OPEN,
    WRITE,
    READ,
    TRUNCATE,
    SYNC,
    DELETE,
    MOVE,
    LIST,
    HOLD
  }

  private final Supplier<? extends Disk> disk;
  private final Map<Operation, Fault> failing = new EnumMap<>(Operation.class);

  FaultyDisk(Supplier<? extends Disk> disk) {
    this.disk = disk;
  }

  void fail(Fault fault, Operation... operations) {
    for (Operation operation : operations) {
      failing.put(operation, fault);
    }
  }

  void heal() {
    failing.clear();
  }

  /** All of them. */
  boolean fails(Operation... operations) {
    return failing.keySet().containsAll(List.of(operations));
  }

  boolean isWell() {
    return failing.isEmpty();
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    if (!disk.get().exists(directory)) {
      check(Operation.MAKE_DIRECTORY, directory);
    }
    disk.get().createDirectory(directory);
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    check(Operation.CREATE, file);
    return new Faulty(disk.get().create(file));
  }

  @Override
  public JournalFile openForWriting(Path file) throws IOException {
    check(Operation.OPEN, file);
    return new Faulty(disk.get().openForWriting(file));
  }

  @Override
  public JournalFile openForReading(Path file) throws IOException {
    check(Operation.OPEN, file);
    return new Faulty(disk.get().openForReading(file));
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    check(Operation.LIST, directory);
    return disk.get().list(directory);
  }

  @Override
  public boolean exists(Path path) {
    return disk.get().exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.get().size(file);
  }

  @Override
  public void delete(Path path) throws IOException {
    if (disk.get().exists(path)) {
      check(Operation.DELETE, path);
    }
    disk.get().delete(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    check(Operation.MOVE, from);
    disk.get().move(from, to);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    check(Operation.SYNC, directory);
    disk.get().syncDirectory(directory);
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return disk.get().usableBytes(directory);
  }

  @Override
  public HeldDirectory hold(Path directory) throws IOException {
    check(Operation.HOLD, directory);
    return disk.get().hold(directory);
  }

  @Override
  public boolean isSymbolicLink(Path path) {
    return disk.get().isSymbolicLink(path);
  }

  @Override
  public boolean isFile(Path path) {
    return disk.get().isFile(path);
  }

  @Override
  public boolean haveSameOwner(Path one, Path other) throws IOException {
    return disk.get().haveSameOwner(one, other);
  }

  private void check(Operation operation, Path path) throws IOException {
    Fault fault = failing.get(operation);
    if (fault == Fault.REMOVED) {
      throw new NoSuchFileException(path.toString());
    }
    if (fault != null && operation != Operation.WRITE && operation != Operation.SYNC) {
      throw new FileSystemException(path.toString(), null, fault.words);
    }
    check(operation);
  }

  private void check(Operation operation) throws IOException {
    Fault fault = failing.get(operation);
    if (fault != null) {
      throw new IOException(fault.words);
    }
  }

  private final class Faulty implements JournalFile {
    private final JournalFile file;

    Faulty(JournalFile file) {
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
      Fault fault = failing.get(Operation.WRITE);
      if (fault == Fault.NO_SPACE || fault == Fault.QUOTA) {
        file.append(bytes, offset, count / 2); // a full disk takes what it can
      }
      check(Operation.WRITE);
      file.append(bytes, offset, count);
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      check(Operation.READ);
      return file.read(position, into, offset, count);
    }

    @Override
    public void truncate(long length) throws IOException {
      check(Operation.TRUNCATE);
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      check(Operation.SYNC);
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
