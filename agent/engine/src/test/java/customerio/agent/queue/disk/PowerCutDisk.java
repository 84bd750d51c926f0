package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that forgets, when the power fails, what was not synced: of each file any sectors written
 * since its last sync, in any order and torn anywhere; of directories the latest changes. Not
 * thread-safe.
 *
 * <pre>
 *   since the last sync of the file         any subset of sectors, cuts included, survives
 *   since the last sync of a directory      some of its changes survive, none after one that does not
 * </pre>
 *
 * Changes come in one order, as file systems with a journal have it, but a sync of a directory
 * saves those of that directory alone, and a sync of a file does not save its name: many do more,
 * and nobody promises it. What lies in a directory that was forgotten is lost.
 */
final class PowerCutDisk implements Disk {
  private static final int SECTOR = 512;

  /** Names as they are, and as they will be found when the power is back. */
  private final Map<Path, Data> names = new TreeMap<>();

  private final Map<Path, Data> durableNames = new TreeMap<>();
  private final List<NameChange> unsyncedChanges = new ArrayList<>();
  private final Set<Path> held = new HashSet<>();
  private int life;
  private boolean dark;

  /** Directories are names without content. */
  private static final Data DIRECTORY = new Data();

  private static final class Data {
    private byte[] now = new byte[0];
    private byte[] durable = new byte[0];
    private final List<Change> unsynced = new ArrayList<>();
  }

  /** Of one directory's entries, or in one step of two. */
  private record NameChange(Set<Path> directories, Runnable change) {}

  /** What may happen to a file's durable bytes, sector by sector. */
  private interface Change {
    byte[] apply(byte[] before, Random random);
  }

  PowerCutDisk() {
    names.put(Path.of("/"), DIRECTORY);
    durableNames.put(Path.of("/"), DIRECTORY);
  }

  /** Nothing that a process still does reaches the disk. */
  void cutPower() {
    life++;
    dark = true;
  }

  /** The power is back, and what has survived is decided. */
  void boot(Random random) {
    dark = false;
    int surviving = unsyncedChanges.isEmpty() ? 0 : random.nextInt(unsyncedChanges.size() + 1);
    unsyncedChanges.subList(0, surviving).forEach(change -> change.change().run());
    unsyncedChanges.clear();
    names.clear();
    durableNames.keySet().removeIf(this::isForgotten);
    names.putAll(durableNames);
    for (Data data : new HashSet<>(names.values())) {
      for (Change change : data.unsynced) {
        data.durable = change.apply(data.durable, random);
      }
      data.unsynced.clear();
      data.now = data.durable.clone();
    }
    held.clear();
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    checkPower();
    if (directory != null && !names.containsKey(directory)) {
      createDirectory(directory.getParent());
      put(directory, DIRECTORY);
    }
  }

  @Override
  public JournalFile create(Path file) throws IOException {
    checkPower();
    if (names.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    if (!names.containsKey(file.getParent())) {
      throw new NoSuchFileException(file.toString());
    }
    put(file, new Data());
    return openForWriting(file);
  }

  @Override
  public JournalFile openForWriting(Path file) throws IOException {
    checkPower();
    return new OpenFile(existing(file));
  }

  @Override
  public JournalFile openForReading(Path file) throws IOException {
    return openForWriting(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    checkPower();
    existing(directory);
    return names.keySet().stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .sorted()
        .toList();
  }

  @Override
  public boolean exists(Path path) {
    return names.containsKey(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return existing(file).now.length;
  }

  @Override
  public void delete(Path path) throws IOException {
    checkPower();
    if (names.keySet().stream().anyMatch(name -> path.equals(name.getParent()))) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (names.remove(path) != null) {
      change(Set.of(path.getParent()), () -> durableNames.remove(path));
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    checkPower();
    Data data = existing(from);
    names.remove(from);
    names.put(to, data);
    change(
        new HashSet<>(List.of(from.getParent(), to.getParent())),
        () -> {
          durableNames.remove(from);
          durableNames.put(to, data);
        });
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    checkPower();
    existing(directory);
    unsyncedChanges.removeIf(
        change -> {
          boolean its = change.directories().contains(directory);
          if (its) {
            change.change().run();
          }
          return its;
        });
  }

  @Override
  public long usableBytes(Path directory) {
    return Long.MAX_VALUE;
  }

  @Override
  public HeldDirectory hold(Path directory) throws IOException {
    checkPower();
    existing(directory);
    if (!held.add(directory)) {
      return null;
    }
    if (!exists(directory.resolve(DirectoryLock.FILE))) {
      put(directory.resolve(DirectoryLock.FILE), new Data());
    }
    int holder = life;
    return () -> {
      if (holder == life) {
        held.remove(directory);
      }
    };
  }

  @Override
  public boolean isSymbolicLink(Path path) {
    return false;
  }

  @Override
  public boolean isFile(Path path) {
    Data data = names.get(path);
    return data != null && data != DIRECTORY;
  }

  @Override
  public boolean haveSameOwner(Path one, Path other) {
    return true;
  }

  private void checkPower() throws IOException {
    if (dark) {
      throw new IOException("the power is off");
    }
  }

  private void put(Path path, Data data) {
    names.put(path, data);
    change(Set.of(path.getParent()), () -> durableNames.put(path, data));
  }

  private void change(Set<Path> directories, Runnable change) {
    unsyncedChanges.add(new NameChange(directories, change));
  }

  private boolean isForgotten(Path path) {
    for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
      if (!durableNames.containsKey(parent)) {
        return true;
      }
    }
    return false;
  }

  private Data existing(Path path) throws NoSuchFileException {
    Data data = names.get(path);
    if (data == null) {
      throw new NoSuchFileException(path.toString());
    }
    return data;
  }

  private final class OpenFile implements JournalFile {
    private final Data data;
    private final int opened = life;

    OpenFile(Data data) {
      this.data = data;
    }

    @Override
    public long length() {
      return data.now.length;
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
      checkAlive();
      int at = data.now.length;
      byte[] written = Arrays.copyOfRange(bytes, offset, offset + count);
      data.now = Arrays.copyOf(data.now, at + count);
      System.arraycopy(written, 0, data.now, at, count);
      data.unsynced.add((before, random) -> sectors(before, at, written, random));
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      checkAlive();
      int available = (int) Math.max(0, Math.min(count, data.now.length - position));
      if (available > 0) {
        System.arraycopy(data.now, (int) position, into, offset, available);
      }
      return available;
    }

    @Override
    public void truncate(long length) throws IOException {
      checkAlive();
      data.now = Arrays.copyOf(data.now, (int) length);
      data.unsynced.add(
          (before, random) -> random.nextBoolean() ? Arrays.copyOf(before, (int) length) : before);
    }

    @Override
    public void sync() throws IOException {
      checkAlive();
      data.unsynced.clear();
      data.durable = data.now.clone();
    }

    @Override
    public void close() {}

    private void checkAlive() throws IOException {
      if (opened != life) {
        throw new IOException("the process is dead");
      }
    }
  }

  /** Each sector of a write reaches the disk or does not; a gap before one that does is zeros. */
  private static byte[] sectors(byte[] before, int at, byte[] written, Random random) {
    byte[] after = before;
    for (int from = at; from < at + written.length; ) {
      int to = Math.min(at + written.length, (from / SECTOR + 1) * SECTOR);
      if (random.nextInt(3) > 0) {
        after = after.length < to ? Arrays.copyOf(after, to) : after.clone();
        System.arraycopy(written, from - at, after, from, to - from);
      }
      from = to;
    }
    return after;
  }
}
