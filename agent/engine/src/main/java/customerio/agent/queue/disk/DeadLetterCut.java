package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SortedSet;

/**
 * Takes records out of a file of dead letters. Everything between them stays byte for byte, be it
 * damaged or of a newer version; the new file replaces the old one in one step.
 */
final class DeadLetterCut {
  private static final int CHUNK_BYTES = 64 << 10;

  private DeadLetterCut() {}

  /**
   * @param offsets where the records begin
   * @return the size of what is left; 0 = nothing was, and the file is gone
   */
  static long without(Disk disk, Path path, SortedSet<Long> offsets) throws IOException {
    Path copy = path.resolveSibling(path.getFileName() + SegmentFiles.UNFINISHED);
    disk.delete(copy);
    boolean complete = false;
    try {
      long bytes = write(disk, path, offsets, copy);
      if (bytes > SegmentHeader.BYTES) {
        disk.move(copy, path);
      } else {
        disk.delete(path);
      }
      complete = bytes > SegmentHeader.BYTES;
      return complete ? bytes : 0;
    } finally {
      if (!complete) {
        disk.delete(copy);
      }
    }
  }

  private static long write(Disk disk, Path path, SortedSet<Long> offsets, Path copy)
      throws IOException {
    try (JournalFile from = disk.openForReading(path);
        JournalFile to = disk.create(copy)) {
      long at = 0;
      for (long offset : offsets) {
        copy(from, at, offset, to);
        at = offset + framedBytes(from, offset);
      }
      copy(from, at, from.length(), to);
      to.sync();
      return to.length();
    }
  }

  private static long framedBytes(JournalFile file, long offset) throws IOException {
    byte[] header = new byte[RecordFormat.HEADER_BYTES];
    if (file.read(offset, header, 0, header.length) < header.length) {
      throw new DamagedRecordException("there is no dead letter at " + offset);
    }
    return RecordFormat.framedBytes(RecordFormat.payloadBytes(ByteBuffer.wrap(header), 0));
  }

  private static void copy(JournalFile from, long start, long end, JournalFile to)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long at = start;
    while (at < end) {
      int count = from.read(at, chunk, 0, (int) Math.min(chunk.length, end - at));
      if (count <= 0) {
        throw new IOException("the file has become shorter");
      }
      to.append(chunk, 0, count);
      at += count;
    }
  }
}
