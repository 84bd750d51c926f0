package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One segment file and the table of its unsettled operations, in order of sequence. Thread-safe;
 * appending and settling meet here only for the time of a table access, never for that of a write.
 */
final class Segment {
  private final Disk disk;
  private final Path path;
  private final SegmentHeader header;
  private final int salt;
  private final OutcomeLog outcomes;

  private final Object reading = new Object();
  private JournalFile reader;

  private JournalTicket[] tickets = new JournalTicket[16];
  private int slots;
  private long highest = Long.MIN_VALUE;
  private int oldest;
  private int unsettled;
  private long unsettledBytes;
  private long bytes;
  private boolean sealed;
  private boolean pinned;
  private boolean inHeap;

  Segment(Disk disk, Path path, SegmentHeader header, long bytes, OutcomeLog outcomes) {
    this.disk = disk;
    this.path = path;
    this.header = header;
    this.salt = SegmentHeader.salt(header.instance());
    this.bytes = bytes;
    this.outcomes = outcomes;
  }

  /** One that begins; there is no file yet. */
  static Segment create(
      Disk disk, InstanceDirectory directory, long base, Clock clock, Usage usage) {
    String name = SegmentFiles.records(base);
    Path path = directory.path().resolve(name);
    SegmentHeader header =
        SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, base, clock.millis(), directory.id());
    Path outcomes = path.resolveSibling(SegmentFiles.outcomesOf(name));
    return new Segment(
        disk, path, header, 0, new OutcomeLog(disk, outcomes, header.ofOutcomes(), 0, usage));
  }

  Path path() {
    return path;
  }

  SegmentHeader header() {
    return header;
  }

  long base() {
    return header.base();
  }

  int salt() {
    return salt;
  }

  OutcomeLog outcomes() {
    return outcomes;
  }

  /** Before a record is written, so that afterwards nothing can fail for want of memory. */
  synchronized void reserve() {
    if (slots == tickets.length) {
      tickets = Arrays.copyOf(tickets, slots + (slots >> 1));
    }
  }

  /** Something was appended, and the file reaches to here now. */
  synchronized void add(JournalTicket ticket, long newBytes) {
    add(ticket);
    bytes = newBytes;
  }

  synchronized void add(JournalTicket ticket) {
    reserve();
    ticket.slot = slots;
    tickets[slots] = ticket;
    slots++;
    highest = ticket.sequence();
    unsettled++;
    unsettledBytes += ticket.framedBytes();
  }

  /**
   * @return whether the ticket was still unsettled; it no longer is
   */
  synchronized boolean remove(JournalTicket ticket) {
    if (!holds(ticket)) {
      return false;
    }
    tickets[ticket.slot] = null;
    unsettled--;
    unsettledBytes -= ticket.framedBytes();
    return true;
  }

  synchronized boolean holds(JournalTicket ticket) {
    return ticket.slot < slots && tickets[ticket.slot] == ticket;
  }

  /** The highest sequence that was ever unsettled in it. */
  synchronized long highest() {
    return highest;
  }

  synchronized int unsettled() {
    return unsettled;
  }

  /** The first unsettled operation, or null. */
  synchronized JournalTicket oldest() {
    while (oldest < slots && tickets[oldest] == null) {
      oldest++;
    }
    return oldest < slots ? tickets[oldest] : null;
  }

  synchronized JournalTicket[] unsettledTickets() {
    JournalTicket[] found = new JournalTicket[unsettled];
    int count = 0;
    for (int i = oldest; i < slots; i++) {
      if (tickets[i] != null) {
        found[count++] = tickets[i];
      }
    }
    return found;
  }

  synchronized long unsettledBytes() {
    return unsettledBytes;
  }

  /** Its payloads are in the tickets; a {@link #replace} puts them into a file. */
  synchronized void keepInHeap() {
    inHeap = true;
  }

  synchronized boolean isInHeap() {
    return inHeap;
  }

  synchronized void setBytes(long newBytes) {
    bytes = newBytes;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Nothing is appended any more. */
  synchronized void seal() {
    sealed = true;
  }

  /** It holds something that this version does not understand, so it must stay. */
  synchronized void pin() {
    pinned = true;
  }

  /** Nothing in it is to be delivered, but it is not ours to delete. */
  synchronized boolean isLeftAlone() {
    return pinned && unsettled == 0;
  }

  /** Nothing in it is needed any more. */
  synchronized boolean isSpent() {
    return sealed && unsettled == 0 && !pinned;
  }

  /** Mostly settled records, kept by a few that are not. */
  synchronized boolean isSparse() {
    return sealed && !pinned && unsettled > 0 && unsettledBytes < bytes / 4;
  }

  byte[] read(JournalTicket ticket) throws IOException {
    synchronized (reading) {
      int offset;
      synchronized (this) {
        if (!holds(ticket)) {
          throw new IOException("operation " + ticket.sequence() + " is settled already");
        }
        if (inHeap) {
          return ticket.payload;
        }
        offset = ticket.offset;
      }
      if (reader == null) {
        reader = disk.openForReading(path);
      }
      return verified(ticket, offset);
    }
  }

  /**
   * Lets the file be replaced by one that holds the unsettled records only.
   *
   * @param kept in the order of {@code offsets}
   * @param replacement makes the new file the file
   */
  void replace(JournalTicket[] kept, int[] offsets, long newBytes, Replacement replacement)
      throws IOException {
    synchronized (reading) {
      closeReader();
      replacement.run();
      synchronized (this) {
        for (int i = 0; i < kept.length; i++) {
          kept[i].offset = offsets[i];
        }
        bytes = newBytes;
        inHeap = false;
      }
    }
  }

  /** Moves the new file into place. */
  interface Replacement {
    void run() throws IOException;
  }

  /** Never throws. */
  void close() {
    synchronized (reading) {
      closeReader();
    }
    outcomes.close();
  }

  private byte[] verified(JournalTicket ticket, int offset) throws IOException {
    byte[] record = new byte[RecordFormat.HEADER_BYTES + ticket.payloadBytes()];
    int count = reader.read(offset, record, 0, record.length);
    CRC32C checksum = new CRC32C();
    ByteBuffer in = ByteBuffer.wrap(record);
    if (count == record.length
        && RecordFormat.isHeader(in, 0, salt, checksum)
        && RecordFormat.sequence(in, 0) == ticket.sequence()) {
      checksum.reset();
      checksum.update(record, RecordFormat.HEADER_BYTES, ticket.payloadBytes());
      if ((int) checksum.getValue() == RecordFormat.payloadChecksum(in, 0)) {
        return Arrays.copyOfRange(record, RecordFormat.HEADER_BYTES, record.length);
      }
    }
    throw new DamagedRecordException(
        "operation " + ticket.sequence() + " is damaged in " + path.getFileName());
  }

  private void closeReader() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        // Only ever read from.
      }
      reader = null;
    }
  }
}
