package customerio.agent.queue.disk;

import customerio.agent.queue.Routing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An operation that will not be delivered.
 *
 * @param journal in which it was; with the sequence it tells which operation this is, wherever the
 *     letter is kept
 * @param sequence in that journal
 * @param capturedAtMillis wall clock, milliseconds since the epoch
 * @param settledAtMillis when it was given up
 * @param payload empty if it could not be read any more
 */
public record DeadLetter(
    UUID journal,
    long sequence,
    Routing routing,
    long capturedAtMillis,
    long settledAtMillis,
    String reason,
    byte[] payload) {

  private static final int MAX_REASON_BYTES = 4 << 10;

  static DeadLetter decode(long sequence, Routing routing, long capturedAtMillis, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long settledAtMillis = in.getLong();
    UUID journal = new UUID(in.getLong(), in.getLong());
    byte[] reason = new byte[in.getShort() & 0xffff];
    in.get(reason);
    byte[] payload = new byte[in.remaining()];
    in.get(payload);
    return new DeadLetter(
        journal,
        sequence,
        routing,
        capturedAtMillis,
        settledAtMillis,
        new String(reason, StandardCharsets.UTF_8),
        payload);
  }

  /** Which operation it is, and why, is sealed as well. */
  static DeadLetter unopened(
      long sequence, Routing routing, long capturedAtMillis, long offset, String key) {
    return new DeadLetter(
        new UUID(0, offset),
        sequence,
        routing,
        capturedAtMillis,
        0,
        "sealed: does not open with key " + key,
        new byte[0]);
  }

  byte[] encode() {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int count = Math.min(text.length, MAX_REASON_BYTES);
    return ByteBuffer.allocate(3 * Long.BYTES + Short.BYTES + count + payload.length)
        .putLong(settledAtMillis)
        .putLong(journal.getMostSignificantBits())
        .putLong(journal.getLeastSignificantBits())
        .putShort((short) count)
        .put(text, 0, count)
        .put(payload)
        .array();
  }

  /** Says nothing of the content. */
  @Override
  public String toString() {
    return "dead letter of " + payload.length + " bytes";
  }
}
