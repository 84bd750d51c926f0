package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Appends records to one file. What a failed write leaves behind lies past {@link #end} and is cut
 * off before anything else is written. Not thread-safe.
 */
final class RecordWriter {
  private final JournalFile file;
  private long end;
  private boolean clean = true;

  private RecordWriter(JournalFile file, long end) {
    this.file = file;
    this.end = end;
  }

  static RecordWriter create(Disk disk, Path path, SegmentHeader header) throws IOException {
    JournalFile file = disk.create(path);
    boolean complete = false;
    try {
      file.append(header.encode(), 0, SegmentHeader.BYTES);
      complete = true;
      return new RecordWriter(file, SegmentHeader.BYTES);
    } finally {
      if (!complete) {
        discard(disk, file, path);
      }
    }
  }

  JournalFile file() {
    return file;
  }

  /** Where the next record goes. */
  long end() {
    return end;
  }

  void append(RecordFrame frame) throws IOException {
    if (!clean) {
      cut(end);
    }
    clean = false;
    file.append(frame.bytes(), 0, frame.count());
    end += frame.count();
    clean = true;
  }

  /** Takes back what lies at and after this place. */
  void cut(long newEnd) throws IOException {
    clean = false;
    end = newEnd;
    file.truncate(newEnd);
    clean = true;
  }

  /** Never throws: all that matters was written before. */
  void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing of ours is buffered, so nothing can be lost here.
    }
  }

  private static void discard(Disk disk, JournalFile file, Path path) {
    try {
      file.close();
      disk.delete(path);
    } catch (IOException e) {
      // Recovery removes a file that never got its header.
    }
  }
}
