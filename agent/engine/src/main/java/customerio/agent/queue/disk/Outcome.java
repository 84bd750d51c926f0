package customerio.agent.queue.disk;

import customerio.agent.queue.Settlement;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of an outcome log: what became of {@code count} operations from sequence {@code first}
 * on. See the package description for the picture.
 */
record Outcome(Kind kind, long first, int count, int attempts, long notBeforeMillis) {
  static final int BYTES = 32;

  private static final short MARK = (short) 0xac0b;
  private static final int CHECKSUM_AT = 28;

  /** Written as its ordinal plus one; 0 is what a hole in a file reads as. */
  enum Kind {
    /** Or withdrawn: there is nothing left to do. */
    DELIVERED,
    DEAD,
    RETRY;

    static Kind of(Settlement settlement) {
      if (settlement instanceof Settlement.Retry) {
        return RETRY;
      }
      return settlement instanceof Settlement.Dead ? DEAD : DELIVERED;
    }

    boolean isFinal() {
      return this != RETRY;
    }
  }

  /** Null if the bytes are no intact outcome of a kind that is known. */
  static Outcome decode(ByteBuffer in, int at, int salt) {
    int code = in.get(at + 2);
    if (in.getShort(at) != MARK
        || in.getInt(at + CHECKSUM_AT) != checksum(in.array(), at, salt)
        || code < 1
        || code > Kind.values().length) {
      return null;
    }
    return new Outcome(
        Kind.values()[code - 1],
        in.getLong(at + 8),
        in.getInt(at + 4),
        in.getInt(at + 24),
        in.getLong(at + 16));
  }

  void encode(ByteBuffer out, int at, int salt) {
    out.putShort(at, MARK)
        .put(at + 2, (byte) (kind.ordinal() + 1))
        .put(at + 3, (byte) 0)
        .putInt(at + 4, count)
        .putLong(at + 8, first)
        .putLong(at + 16, notBeforeMillis)
        .putInt(at + 24, attempts);
    out.putInt(at + CHECKSUM_AT, checksum(out.array(), at, salt));
  }

  private static int checksum(byte[] bytes, int at, int salt) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, at, CHECKSUM_AT);
    return (int) checksum.getValue() ^ salt;
  }
}
