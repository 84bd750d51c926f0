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
   * @throws DamagedRecordException a checksum does not hold, or another record is there
   */
  byte[] read(JournalTicket ticket, int offset) throws IOException {
    if (file == null) {
      file = disk.openForReading(path);
    }
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
    throw damaged(ticket);
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
