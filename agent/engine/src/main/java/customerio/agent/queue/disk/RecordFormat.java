package customerio.agent.queue.disk;

import customerio.agent.atrest.Seal;
import customerio.agent.queue.Routing;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** How a record lies in a segment; see the package description for the picture. */
final class RecordFormat {
  static final int HEADER_BYTES = 56;

  /** Every record begins at a multiple of this, unless somebody took bytes out of the file. */
  static final int ALIGNMENT = 8;

  static final int OPERATION = 1;
  static final int DEAD_LETTER = 2;

  /** The payload is sealed, see {@link customerio.agent.atrest}. */
  static final int SEALED = 1;

  /** What a sealed payload is bound to: the header up to its checksums. */
  static final int SEALED_CONTEXT_BYTES = 48;

  /** A sealed payload begins with them. */
  static final int KEY_ID_BYTES = Long.BYTES;

  private static final short MARK = (short) 0xc10e;
  private static final int PAYLOAD_CHECKSUM_AT = SEALED_CONTEXT_BYTES;
  private static final int HEADER_CHECKSUM_AT = 52;

  private RecordFormat() {}

  /** Bytes of a record on disk; beyond {@link Integer#MAX_VALUE} for absurd payloads. */
  static long framedBytes(long payloadBytes) {
    return (HEADER_BYTES + payloadBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  static void putHeader(
      ByteBuffer out,
      int type,
      int flags,
      int storedBytes,
      long sequence,
      long capturedAtMillis,
      Routing routing) {
    out.putShort(0, MARK)
        .put(2, (byte) type)
        .put(3, (byte) flags)
        .putInt(4, storedBytes)
        .putLong(8, sequence)
        .putLong(16, capturedAtMillis)
        .putLong(24, routing.destination())
        .putLong(32, routing.person())
        .putLong(40, routing.otherPerson());
  }

  /** The last step, once the payload is in its place. */
  static void putChecksums(ByteBuffer out, int salt, CRC32C checksum) {
    checksum.reset();
    checksum.update(out.array(), HEADER_BYTES, payloadBytes(out, 0));
    out.putInt(PAYLOAD_CHECKSUM_AT, (int) checksum.getValue());
    checksum.reset();
    checksum.update(out.array(), 0, HEADER_CHECKSUM_AT);
    out.putInt(HEADER_CHECKSUM_AT, (int) checksum.getValue() ^ salt);
  }

  static boolean isHeader(ByteBuffer in, int at, int salt, CRC32C checksum) {
    if (in.getShort(at) != MARK) {
      return false;
    }
    checksum.reset();
    checksum.update(in.array(), at, HEADER_CHECKSUM_AT);
    return in.getInt(at + HEADER_CHECKSUM_AT) == ((int) checksum.getValue() ^ salt)
        && payloadBytes(in, at) >= 0;
  }

  static int type(ByteBuffer in, int at) {
    return in.get(at + 2) & 0xff;
  }

  static int flags(ByteBuffer in, int at) {
    return in.get(at + 3) & 0xff;
  }

  /** Whether this version knows what the flags say; a sealed payload is never shorter. */
  static boolean isUnderstood(ByteBuffer in, int at) {
    return flags(in, at) == 0 || isSealed(in, at) && payloadBytes(in, at) >= Seal.OVERHEAD;
  }

  static boolean isSealed(ByteBuffer in, int at) {
    return flags(in, at) == SEALED;
  }

  /** Of what is in the file, sealed or not. */
  static int payloadBytes(ByteBuffer in, int at) {
    return in.getInt(at + 4);
  }

  static long sequence(ByteBuffer in, int at) {
    return in.getLong(at + 8);
  }

  static long capturedAtMillis(ByteBuffer in, int at) {
    return in.getLong(at + 16);
  }

  static Routing routing(ByteBuffer in, int at) {
    return new Routing(in.getLong(at + 24), in.getLong(at + 32), in.getLong(at + 40));
  }

  /** Of a sealed payload. */
  static long keyId(ByteBuffer in, int at) {
    return in.getLong(at + HEADER_BYTES);
  }

  static int payloadChecksum(ByteBuffer in, int at) {
    return in.getInt(at + PAYLOAD_CHECKSUM_AT);
  }
}
