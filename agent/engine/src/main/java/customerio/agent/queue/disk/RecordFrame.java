package customerio.agent.queue.disk;

import customerio.agent.atrest.Seal;
import customerio.agent.queue.Routing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The buffer in which one record after the other is put together, so that each is written with one
 * call and an ordinary append allocates no bytes. Not thread-safe.
 */
final class RecordFrame {
  /** A rare giant must not keep its size in the heap for ever. */
  private static final int KEPT_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 4 << 10;

  private final Seal seal;
  private final CRC32C checksum = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);
  private int count;

  RecordFrame() {
    this(null);
  }

  /**
   * @param seal encrypts the payloads, and so makes this the frame of one file; null = they are
   *     written as they are
   */
  RecordFrame(Seal seal) {
    this.seal = seal;
  }

  void fill(
      int salt, int type, long sequence, long capturedAtMillis, Routing routing, byte[] payload) {
    int stored = seal == null ? payload.length : Math.addExact(payload.length, Seal.OVERHEAD);
    int framed = Math.toIntExact(RecordFormat.framedBytes(stored));
    makeRoom(framed);
    int flags = seal == null ? 0 : RecordFormat.SEALED;
    RecordFormat.putHeader(buffer, type, flags, stored, sequence, capturedAtMillis, routing);
    byte[] bytes = buffer.array();
    if (seal == null) {
      System.arraycopy(payload, 0, bytes, RecordFormat.HEADER_BYTES, stored);
    } else {
      seal.seal(payload, bytes, 0, RecordFormat.SEALED_CONTEXT_BYTES, RecordFormat.HEADER_BYTES);
    }
    RecordFormat.putChecksums(buffer, salt, checksum);
    Arrays.fill(bytes, RecordFormat.HEADER_BYTES + stored, framed, (byte) 0);
    count = framed;
  }

  /** Takes over a record as it is, header and payload. */
  void fill(byte[] record) {
    int framed =
        Math.toIntExact(RecordFormat.framedBytes(record.length - RecordFormat.HEADER_BYTES));
    makeRoom(framed);
    System.arraycopy(record, 0, buffer.array(), 0, record.length);
    Arrays.fill(buffer.array(), record.length, framed, (byte) 0);
    count = framed;
  }

  byte[] bytes() {
    return buffer.array();
  }

  int count() {
    return count;
  }

  private void makeRoom(int bytes) {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(Math.max(bytes, Math.min(2 * buffer.capacity(), KEPT_BYTES)));
    } else if (buffer.capacity() > KEPT_BYTES && bytes <= KEPT_BYTES) {
      buffer = ByteBuffer.allocate(KEPT_BYTES);
    }
  }
}
