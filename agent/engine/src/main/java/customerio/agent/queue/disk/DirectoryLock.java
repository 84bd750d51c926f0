package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An exclusive lock on the file {@code LOCK} of a directory. The kernel drops it when the process
 * dies, in whatever way; no pid, heartbeat or clock decides who is alive.
 *
 * <p>POSIX locks belong to the process, and closing <em>any</em> descriptor of the file drops them.
 * So nobody in this JVM may even open a lock file that is held: a registry says which are. It lives
 * in the system properties, because that is the one place which copies of this class in several
 * class loaders share, and it is one string per directory, because applications do iterate over
 * their properties and expect strings. Others replace their properties; what this copy of the class
 * holds, it therefore knows by itself as well.
 */
final class DirectoryLock implements HeldDirectory {
  static final String FILE = "LOCK";
  private static final String REGISTRY = "customerio.agent.queue.held:";

  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final String registered;
  private final FileChannel channel;

  private DirectoryLock(String registered, FileChannel channel) {
    this.registered = registered;
    this.channel = channel;
  }

  static DirectoryLock tryHold(Path directory, FileAttribute<?>[] attributes) throws IOException {
    String key = REGISTRY.concat(directory.toRealPath().toString());
    if (!register(key)) {
      return null;
    }
    // Locking goes through a channel, and an interrupted thread would only get it closed.
    boolean interrupted = Thread.interrupted();
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = lock(directory.resolve(FILE), attributes);
      held = channel != null;
      return held ? new DirectoryLock(key, channel) : null;
    } finally {
      if (!held) {
        unregister(key);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static FileChannel lock(Path file, FileAttribute<?>[] attributes) throws IOException {
    Object before = identity(file);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            attributes);
    boolean held = false;
    try {
      held = channel.tryLock() != null && isStill(file, before);
    } catch (OverlappingFileLockException e) {
      return null;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? channel : null;
  }

  /** Its last holder may have deleted the directory between our opening the file and locking it. */
  private static boolean isStill(Path file, Object before) throws IOException {
    Object now = identity(file);
    return now != null && (before == null || before.equals(now));
  }

  private static Object identity(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Object key = attributes.fileKey();
      return key == null ? file : key; // no keys on Windows, but no deletion of open files either
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone either way, and with it the lock.
    } finally {
      unregister(registered);
    }
  }

  private static boolean register(String key) {
    if (!HELD.add(key)) {
      return false;
    }
    if (System.getProperties().putIfAbsent(key, "true") == null) {
      return true;
    }
    HELD.remove(key);
    return false;
  }

  private static void unregister(String key) {
    System.getProperties().remove(key);
    HELD.remove(key);
  }
}
