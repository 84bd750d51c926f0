package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads single records of a segment; opens its file when it is needed. Guarded by the segment. */
final class SegmentReader {
  private final Disk disk;
  private final Path path;
  private final int salt;
  private JournalFile file;

  SegmentReader(Disk disk, Path path, int salt) {
    this.disk = disk;
    this.path = path;
    this.salt = salt;
  }

  /**
   * Header and payload as they are in the file.
   *
   * @throws DamagedRecordException a checksum does not hold, or its record is nowhere in the file
   */
  byte[] read(JournalTicket ticket, int offset) throws IOException {
    if (file == null) {
      file = disk.openForReading(path);
    }
    byte[] record = recordAt(ticket, offset);
    if (record == null) {
      record = moved(ticket);
    }
    if (record == null) {
      throw damaged(ticket);
    }
    return record;
  }

  /** Tickets of operations on the shelf are not told when the records of a segment move. */
  private byte[] moved(JournalTicket ticket) throws IOException {
    long[] found = {-1};
    new SegmentScanner(file, salt)
        .scan(
            RecordFormat.OPERATION,
            (in, at, offset) -> {
              if (RecordFormat.sequence(in, at) == ticket.sequence()) {
                found[0] = offset;
              }
            });
    return found[0] < 0 ? null : recordAt(ticket, found[0]);
  }

  private byte[] recordAt(JournalTicket ticket, long offset) throws IOException {
    byte[] record = new byte[RecordFormat.HEADER_BYTES + ticket.payloadBytes()];
    int count = file.read(offset, record, 0, record.length);
    CRC32C checksum = new CRC32C();
    ByteBuffer in = ByteBuffer.wrap(record);
    if (count == record.length
        && RecordFormat.isHeader(in, 0, salt, checksum)
        && RecordFormat.sequence(in, 0) == ticket.sequence()) {
      checksum.reset();
      checksum.update(record, RecordFormat.HEADER_BYTES, ticket.payloadBytes());
      if ((int) checksum.getValue() == RecordFormat.payloadChecksum(in, 0)) {
        return record;
      }
    }
    return null;
  }

  DamagedRecordException damaged(JournalTicket ticket) {
    return new DamagedRecordException(
        "operation " + ticket.sequence() + " is damaged in " + path.getFileName());
  }

  /** Until the next read. */
  void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Only ever read from.
      }
      file = null;
    }
  }
}
