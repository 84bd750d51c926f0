package customerio.agent.queue.disk;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of every file of a journal. Their size, the magic, the place of the version
 * and the checksum over the first 60 bytes are the same in every future format, so that a newer
 * file is told from a damaged one.
 *
 * @param flags 0 in this version
 * @param base no record of the file has a lower sequence
 */
record SegmentHeader(
    int version, Kind kind, int flags, long base, long createdAtMillis, UUID instance) {

  static final int BYTES = 64;
  static final int VERSION = 1;

  private static final int MAGIC = 0x43494f51; // CIOQ
  private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

  /** What the file holds; the code is what is written. */
  enum Kind {
    OPERATIONS(1),
    OUTCOMES(2),
    DEAD_LETTERS(3),
    UNKNOWN(0);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return UNKNOWN;
    }
  }

  static SegmentHeader of(Kind kind, long base, long createdAtMillis, UUID instance) {
    return new SegmentHeader(VERSION, kind, 0, base, createdAtMillis, instance);
  }

  /** Of the outcome log beside this segment. */
  SegmentHeader ofOutcomes() {
    return new SegmentHeader(VERSION, Kind.OUTCOMES, 0, base, createdAtMillis, instance);
  }

  /** Null if the bytes are no intact header. */
  static SegmentHeader decode(byte[] bytes, int count) {
    if (count < BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(0) != MAGIC || in.getInt(CHECKSUM_AT) != checksum(bytes)) {
      return null;
    }
    return new SegmentHeader(
        in.getShort(4) & 0xffff,
        Kind.of(in.get(6)),
        in.get(7) & 0xff,
        in.getLong(8),
        in.getLong(16),
        instance(bytes));
  }

  /** What the place of the instance's id holds, whether the header is intact or not. */
  static UUID instance(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new UUID(in.getLong(24), in.getLong(32));
  }

  byte[] encode() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putInt(MAGIC)
        .putShort((short) version)
        .put((byte) kind.code)
        .put((byte) flags)
        .putLong(base)
        .putLong(createdAtMillis)
        .putLong(instance.getMostSignificantBits())
        .putLong(instance.getLeastSignificantBits())
        .putInt(CHECKSUM_AT, checksum(bytes));
    return bytes;
  }

  /** Whether this version of the code knows everything that the file may hold. */
  boolean isUnderstood(Kind expected) {
    return version == VERSION && kind == expected && flags == 0;
  }

  /**
   * Goes into the checksum of every record, so that a record of another journal, left in a recycled
   * block or quoted inside a payload, is never taken for one of this journal.
   */
  static int salt(UUID instance) {
    CRC32C checksum = new CRC32C();
    checksum.update(
        ByteBuffer.allocate(16)
            .putLong(instance.getMostSignificantBits())
            .putLong(instance.getLeastSignificantBits())
            .flip());
    return checksum.getValue() == 0 ? 1 : (int) checksum.getValue();
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, CHECKSUM_AT);
    return (int) checksum.getValue();
  }
}
