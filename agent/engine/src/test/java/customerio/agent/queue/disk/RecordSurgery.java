package customerio.agent.queue.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Changes a record as somebody would who knows the format, so that its checksums hold again. */
final class RecordSurgery {
  private static final int PERSON_AT = 32;
  private static final int PAYLOAD_CHECKSUM_AT = 48;
  private static final int HEADER_CHECKSUM_AT = 52;

  private RecordSurgery() {}

  static void flipPayloadBit(byte[] file, int at) {
    int last = at + RecordFormat.HEADER_BYTES + payloadBytes(file, at) - 1;
    int salt = salt(file, at);
    file[last] ^= 1;
    mend(file, at, salt);
  }

  static void changePerson(byte[] file, int at) {
    int salt = salt(file, at);
    file[at + PERSON_AT] ^= 1;
    mend(file, at, salt);
  }

  private static void mend(byte[] file, int at, int salt) {
    int payload = crc(file, at + RecordFormat.HEADER_BYTES, payloadBytes(file, at));
    ByteBuffer.wrap(file).putInt(at + PAYLOAD_CHECKSUM_AT, payload);
    int header = crc(file, at, HEADER_CHECKSUM_AT);
    ByteBuffer.wrap(file).putInt(at + HEADER_CHECKSUM_AT, header ^ salt);
  }

  private static int salt(byte[] file, int at) {
    return ByteBuffer.wrap(file).getInt(at + HEADER_CHECKSUM_AT)
        ^ crc(file, at, HEADER_CHECKSUM_AT);
  }

  private static int payloadBytes(byte[] file, int at) {
    return RecordFormat.payloadBytes(ByteBuffer.wrap(file), at);
  }

  private static int crc(byte[] bytes, int from, int count) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, count);
    return (int) checksum.getValue();
  }
}
