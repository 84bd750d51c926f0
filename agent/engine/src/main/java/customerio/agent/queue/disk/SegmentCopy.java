package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Replaces a segment by one that holds its unsettled records only, under the same name and
 * sequences, so that its outcome log stays valid. For a few records that wait long and would pin a
 * whole file, and for a file that the kernel has failed to write.
 */
final class SegmentCopy {
  private SegmentCopy() {}

  static void replace(Disk disk, Segment segment, Usage usage) throws IOException {
    JournalTicket[] kept = segment.unsettledTickets();
    int[] offsets = new int[kept.length];
    Path path = segment.path();
    Path copy = path.resolveSibling(path.getFileName() + SegmentFiles.UNFINISHED);
    disk.delete(copy);
    boolean complete = false;
    try {
      long bytes = write(disk, segment, kept, offsets, copy);
      long saved = segment.bytes() - bytes;
      segment.replace(kept, offsets, bytes, () -> disk.move(copy, path));
      usage.bytes(-saved);
      complete = true;
    } finally {
      if (!complete) {
        disk.delete(copy);
      }
    }
    disk.syncDirectory(path.getParent());
  }

  private static long write(
      Disk disk, Segment segment, JournalTicket[] kept, int[] offsets, Path copy)
      throws IOException {
    RecordFrame frame = new RecordFrame();
    RecordWriter writer = RecordWriter.create(disk, copy, segment.header());
    try {
      for (int i = 0; i < kept.length; i++) {
        JournalTicket ticket = kept[i];
        frame.fill(segment.readRecord(ticket)); // what is sealed stays as it is
        offsets[i] = Math.toIntExact(writer.end());
        writer.append(frame);
      }
      writer.file().sync();
      return writer.end();
    } finally {
      writer.close();
    }
  }
}
