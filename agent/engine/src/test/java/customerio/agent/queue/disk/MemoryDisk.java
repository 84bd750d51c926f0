package customerio.agent.queue.disk;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A disk in the heap, for many thousands of short lives of processes. What a process wrote before
 * it died is there for the next one; what it tries to write afterwards is not. When the power
 * fails, what was not synced may be gone. Not thread-safe.
 *
 * <pre>
 *   open ──▶ queue of process 1 ── die ──▶ open ──▶ queue of process 2, which may adopt …
 * </pre>
 */
public final class MemoryDisk {
  final Map<Path, MemoryFile> files = new TreeMap<>();
  final Set<Path> directories = new HashSet<>();
  final Map<Path, MemoryProcess> held = new HashMap<>();

  /** The entries that a machine finds when it starts again. */
  private final Map<Path, MemoryFile> synced = new TreeMap<>();

  private MemoryProcess living = new MemoryProcess(this);

  public DiskQueue open(
      Path directory, DiskQueueSettings settings, Clock clock, Consumer<String> log) {
    return DiskQueue.open(living, directory, settings, clock, log);
  }

  /** A kill: locks are gone, and nothing the process still does reaches the disk. */
  public void die() {
    living.die();
  }

  /** What is opened from now on belongs to a new process. */
  public void boot() {
    living = new MemoryProcess(this);
  }

  public boolean isDead() {
    return living.isDead();
  }

  /** The process is killed in the middle of its next write, of which so many bytes are done. */
  public void dieAfterBytes(int bytes) {
    living.dieInNextWrite(bytes);
  }

  MemoryProcess living() {
    return living;
  }

  /** Every process dies, and of what was not synced each file and each sector is there or not. */
  void cutPower(Random random) {
    Set<MemoryProcess> holders = new HashSet<>(held.values());
    holders.forEach(MemoryProcess::die);
    living.die();
    Map<Path, MemoryFile> found = new TreeMap<>(synced);
    files.forEach(
        (path, file) -> {
          if (!found.containsKey(path) && random.nextBoolean()) {
            found.put(path, file);
          }
        });
    found.keySet().removeIf(path -> !files.containsKey(path) && random.nextBoolean());
    files.clear();
    files.putAll(found);
    files.values().forEach(file -> file.loseWhatIsNotSynced(random));
    synced.clear();
    synced.putAll(files);
  }

  /** Also after a power failure it has one name or the other. */
  void move(Path from, Path to) throws NoSuchFileException {
    files.put(to, existing(from));
    files.remove(from);
    if (synced.containsKey(from)) {
      synced.put(to, synced.remove(from));
    }
  }

  void sync(Path directory) {
    synced.keySet().removeIf(path -> isIn(directory, path));
    files.forEach(
        (path, file) -> {
          if (isIn(directory, path)) {
            synced.put(path, file);
          }
        });
  }

  /** The files whose names end so, in order. */
  List<Path> files(String suffix) {
    return files.keySet().stream().filter(path -> path.toString().endsWith(suffix)).toList();
  }

  byte[] bytes(Path file) {
    return files.get(file).bytes();
  }

  void write(Path file, byte[] bytes) {
    files.put(file, new MemoryFile(bytes));
    for (Path path = file.getParent(); path != null; path = path.getParent()) {
      directories.add(path);
    }
  }

  /** Another disk with the same content, which no process holds. */
  MemoryDisk copy() {
    MemoryDisk copy = new MemoryDisk();
    files.forEach((path, file) -> copy.write(path, file.bytes()));
    copy.directories.addAll(directories);
    return copy;
  }

  MemoryFile existing(Path file) throws NoSuchFileException {
    MemoryFile found = files.get(file);
    if (found == null) {
      throw new NoSuchFileException(file.toString());
    }
    return found;
  }

  private static boolean isIn(Path directory, Path path) {
    return directory.equals(path.getParent());
  }
}
