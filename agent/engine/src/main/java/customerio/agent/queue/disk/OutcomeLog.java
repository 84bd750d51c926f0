package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The append-only file beside a segment that says what became of its operations. What cannot be
 * written stays in the heap and goes out with the next attempt; if the process dies before, those
 * operations are delivered once more, under the same ids. Guarded by the queue's settling lock.
 */
final class OutcomeLog {
  private final Disk disk;
  private final Path path;
  private final SegmentHeader header;
  private final int salt;
  private final Usage usage;

  private ByteBuffer owed = ByteBuffer.allocate(8 * Outcome.BYTES);
  private JournalFile file;
  private long end;
  private boolean clean = true;

  /**
   * @param end bytes of it that exist already, cut to whole records; 0 = there is no file yet
   */
  OutcomeLog(Disk disk, Path path, SegmentHeader header, long end, Usage usage) {
    this.disk = disk;
    this.path = path;
    this.header = header;
    this.salt = SegmentHeader.salt(header.instance());
    this.end = end;
    this.usage = usage;
  }

  /** Whole records only: the rest is what a writer left that died while writing. */
  static long wholeRecords(long length) {
    long records = length - SegmentHeader.BYTES;
    return records < 0 ? 0 : length - records % Outcome.BYTES;
  }

  Path path() {
    return path;
  }

  long bytes() {
    return end;
  }

  boolean owes() {
    return owed.position() > 0;
  }

  /** Only remembers it; {@link #flush} writes. */
  void add(Outcome outcome) {
    int at = owed.position();
    if (owed.remaining() < Outcome.BYTES) {
      owed = ByteBuffer.wrap(Arrays.copyOf(owed.array(), 2 * owed.capacity())).position(at);
    }
    outcome.encode(owed, at, salt);
    owed.position(at + Outcome.BYTES);
  }

  /** Writes all that is owed with one call. */
  void flush() throws IOException {
    if (!owes()) {
      return;
    }
    open();
    if (!clean) {
      file.truncate(end);
    }
    clean = false;
    int count = owed.position();
    file.append(owed.array(), 0, count);
    clean = true;
    end += count;
    usage.bytes(count);
    owed.clear();
  }

  /** Never throws; what is owed is given up. */
  void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Written is written; the descriptor is gone either way.
      }
      file = null;
    }
  }

  private void open() throws IOException {
    if (file != null) {
      return;
    }
    if (disk.exists(path) && !disk.isFile(path)) {
      throw new IOException(path.getFileName() + " is not a file of ours");
    }
    if (end > 0) {
      file = disk.openForWriting(path);
      clean = false; // the place to go on is ours to choose, not the file's
      return;
    }
    JournalFile created = disk.exists(path) ? disk.openForWriting(path) : disk.create(path);
    boolean complete = false;
    try {
      created.truncate(0);
      created.append(header.encode(), 0, SegmentHeader.BYTES);
      complete = true;
    } finally {
      if (!complete) {
        created.close();
      }
    }
    file = created;
    end = SegmentHeader.BYTES;
    usage.bytes(end);
  }
}
