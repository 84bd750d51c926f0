package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replaces a segment by one that holds its unsettled records only, under the same name and
 * sequences, so that its outcome log stays valid. For a few records that wait long and would pin a
 * whole file, for a file that the kernel has failed to write, and for a segment that has no file.
 */
final class SegmentCopy {
  private SegmentCopy() {}

  static void replace(Disk disk, Segment segment, Usage usage) throws IOException {
    List<JournalTicket> kept = unsettled(disk, segment);
    int[] offsets = new int[kept.size()];
    Path path = segment.path();
    Path copy = path.resolveSibling(path.getFileName() + SegmentFiles.UNFINISHED);
    disk.delete(copy);
    boolean complete = false;
    try {
      long bytes = write(disk, segment, kept, offsets, copy);
      long saved = segment.bytes() - bytes;
      long[] sequences = kept.stream().mapToLong(JournalTicket::sequence).toArray();
      segment.replace(sequences, offsets, bytes, () -> disk.move(copy, path));
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
   *
   * @return what was written
   */
  static List<JournalTicket> writeFirst(Disk disk, Segment segment, Usage usage)
      throws IOException {
    List<JournalTicket> kept = unsettled(disk, segment);
    int[] offsets = new int[kept.size()];
    Path path = segment.path();
    disk.delete(path);
    boolean complete = false;
    try {
      long bytes = writePayloads(disk, segment, kept, offsets);
      long[] sequences = kept.stream().mapToLong(JournalTicket::sequence).toArray();
      segment.replace(
          sequences, offsets, bytes, () -> kept.forEach(ticket -> ticket.payload = null));
      usage.bytes(bytes);
      complete = true;
    } finally {
      if (!complete) {
        disk.delete(path);
      }
    }
    return kept;
  }

  /**
   * In the order of a file; what is on the shelf gets a ticket for the time being.
   *
   * @throws IOException some cannot be found, and the segment stays for the next start to look
   *     again
   */
  private static List<JournalTicket> unsettled(Disk disk, Segment segment) throws IOException {
    List<JournalTicket> kept = listed(disk, segment);
    if (kept.size() != segment.unsettled()) {
      segment.pin();
      throw new IOException("some of its operations cannot be found");
    }
    return kept;
  }

  /** The same while others settle and append: what they do meanwhile is seen or not. */
  static List<JournalTicket> listed(Disk disk, Segment segment) throws IOException {
    Map<Long, JournalTicket> kept = new TreeMap<>();
    // before and after: what goes onto the shelf or comes off it meanwhile, is seen in one of three
    segment.tickets().forEach(ticket -> kept.put(ticket.sequence(), ticket));
    if (segment.isInHeap()) {
      segment.aside().forEach(ticket -> kept.put(ticket.sequence(), ticket));
    } else if (segment.onShelf() > 0) {
      scanShelf(disk, segment, kept);
    }
    segment.tickets().forEach(ticket -> kept.put(ticket.sequence(), ticket));
    return List.copyOf(kept.values());
  }

  private static void scanShelf(Disk disk, Segment segment, Map<Long, JournalTicket> into)
      throws IOException {
    try (JournalFile file = disk.openForReading(segment.path())) {
      new SegmentScanner(file, segment.salt())
          .scan(
              RecordFormat.OPERATION,
              (in, at, offset) -> {
                long sequence = RecordFormat.sequence(in, at);
                if (segment.isShelved(sequence)) {
                  into.putIfAbsent(
                      sequence, JournalTicket.of(segment, in, at, Math.toIntExact(offset)));
                }
              });
    }
  }

  private static long writePayloads(
      Disk disk, Segment segment, List<JournalTicket> kept, int[] offsets) throws IOException {
    RecordFrame frame = segment.newFrame();
    RecordWriter writer = RecordWriter.create(disk, segment.path(), segment.header());
    try {
      for (int i = 0; i < kept.size(); i++) {
        JournalTicket ticket = kept.get(i);
        frame.fill(
            segment.salt(),
            RecordFormat.OPERATION,
            ticket.sequence(),
            ticket.capturedAtMillis(),
            ticket.routing(),
            ticket.payload);
        offsets[i] = Math.toIntExact(writer.end());
        writer.append(frame);
      }
      return writer.end();
    } finally {
      writer.close();
    }
  }

  private static long write(
      Disk disk, Segment segment, List<JournalTicket> kept, int[] offsets, Path copy)
      throws IOException {
    RecordFrame frame = new RecordFrame();
    RecordWriter writer = RecordWriter.create(disk, copy, segment.header());
    try {
      for (int i = 0; i < kept.size(); i++) {
        JournalTicket ticket = kept.get(i);
        frame.fill(segment.copy(ticket)); // what is sealed stays as it is
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
