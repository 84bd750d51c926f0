package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything the queue asks of a file system; the seam at which tests inject faults. */
interface Disk {
  /** Creates it and its missing parents, private to this user. Fine if it exists. */
  void createDirectory(Path directory) throws IOException;

  /** Creates a file private to this user; fails if it exists. */
  JournalFile create(Path file) throws IOException;

  JournalFile openForWriting(Path file) throws IOException;

  JournalFile openForReading(Path file) throws IOException;

  /** Names of what is in the directory, sorted. */
  List<String> list(Path directory) throws IOException;

  boolean exists(Path path);

  long size(Path file) throws IOException;

  /** Fine if it is not there. */
  void delete(Path path) throws IOException;

  /** Atomic; replaces the target. Both are on the same file system. */
  void move(Path from, Path to) throws IOException;

  /** Makes the directory's entries durable, where the platform knows how. */
  void syncDirectory(Path directory) throws IOException;

  long usableBytes(Path directory) throws IOException;

  /** Null if a process, this one included, holds the directory. */
  HeldDirectory hold(Path directory) throws IOException;

  boolean isSymbolicLink(Path path);

  /** An ordinary file: no directory, no device, no link to anything. */
  boolean isFile(Path path);

  /** True where the platform knows no owners. */
  boolean haveSameOwner(Path one, Path other) throws IOException;
}
