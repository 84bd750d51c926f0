package customerio.agent.queue.disk;

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

  private final CRC32C checksum = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);
  private int count;

  void fill(
      int salt, int type, long sequence, long capturedAtMillis, Routing routing, byte[] payload) {
    int framed = Math.toIntExact(RecordFormat.framedBytes(payload.length));
    makeRoom(framed);
    RecordFormat.putHeader(
        buffer, salt, checksum, type, sequence, capturedAtMillis, routing, payload);
    byte[] bytes = buffer.array();
    int end = RecordFormat.HEADER_BYTES + payload.length;
    System.arraycopy(payload, 0, bytes, RecordFormat.HEADER_BYTES, payload.length);
    Arrays.fill(bytes, end, framed, (byte) 0);
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
