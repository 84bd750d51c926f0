package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gets at the payload of a record whose checksums hold, sealed or not. */
final class SealedRecord {

  private SealedRecord() {}

  /**
   * @param record header and payload
   * @return null when it was sealed and is not what was sealed, or by a key that is not there
   */
  static byte[] payload(KeyRing keys, byte[] record) {
    if (!RecordFormat.isSealed(ByteBuffer.wrap(record), 0)) {
      return Arrays.copyOfRange(record, RecordFormat.HEADER_BYTES, record.length);
    }
    return keys.open(
        record,
        0,
        RecordFormat.SEALED_CONTEXT_BYTES,
        RecordFormat.HEADER_BYTES,
        record.length - RecordFormat.HEADER_BYTES);
  }
}
