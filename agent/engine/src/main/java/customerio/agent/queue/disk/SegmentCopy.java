package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Replaces a segment by one that holds its unsettled records only, under the same name and
 * sequences, so that its outcome log stays valid. For a few records that wait long and would pin a
 * whole file, for a file that the kernel has failed to write, and for a segment that has no file.
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
      long bytes = write(disk, segment, kept, offsets, copy, true);
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

  /**
   * Of a segment that is in the heap: no rename, as there is nothing to lose yet, and so a process
   * that dies half-way leaves what recovery can read.
   */
  static void writeFirst(Disk disk, Segment segment, Usage usage) throws IOException {
    JournalTicket[] kept = segment.unsettledTickets();
    int[] offsets = new int[kept.length];
    Path path = segment.path();
    disk.delete(path);
    boolean complete = false;
    try {
      long bytes = write(disk, segment, kept, offsets, path, false);
      segment.replace(kept, offsets, bytes, () -> {});
      usage.bytes(bytes);
      complete = true;
    } finally {
      if (!complete) {
        disk.delete(path);
      }
    }
    for (JournalTicket ticket : kept) {
      ticket.payload = null;
    }
  }

  private static long write(
      Disk disk, Segment segment, JournalTicket[] kept, int[] offsets, Path copy, boolean durable)
      throws IOException {
    RecordFrame frame = new RecordFrame();
    RecordWriter writer = RecordWriter.create(disk, copy, segment.header());
    try {
      for (int i = 0; i < kept.length; i++) {
        JournalTicket ticket = kept[i];
        frame.fill(
            segment.salt(),
            RecordFormat.OPERATION,
            ticket.sequence(),
            ticket.capturedAtMillis(),
            ticket.routing(),
            segment.read(ticket));
        offsets[i] = Math.toIntExact(writer.end());
        writer.append(frame);
      }
      if (durable) {
        writer.file().sync();
      }
      return writer.end();
    } finally {
      writer.close();
    }
  }
}
