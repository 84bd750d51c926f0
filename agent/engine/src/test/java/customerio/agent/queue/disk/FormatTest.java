package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.atrest.KeyRings;
import customerio.agent.queue.Routing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Bytes that are on people's disks: what fails here cannot read yesterday's queue. */
class FormatTest {
  private static final UUID INSTANCE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final int SALT = SegmentHeader.salt(INSTANCE);

  @Test
  void segmentHeader() {
    SegmentHeader header =
        SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, 258, 1_700_000_000_000L, INSTANCE);
    byte[] bytes = header.encode();
    assertThat(hex(bytes, 64))
        .isEqualTo(
            "43494f51"
                + "0001"
                + "01"
                + "00"
                + "0000000000000102"
                + "0000018bcfe56800"
                + "00112233445566778899aabbccddeeff"
                + "0000000000000000000000000000000000000000"
                + "bd5810b6");
    assertThat(SegmentHeader.decode(bytes, 64)).isEqualTo(header);
    assertThat(SegmentHeader.decode(bytes, 63)).isNull();
  }

  @Test
  void record() {
    RecordFrame frame = new RecordFrame();
    frame.fill(SALT, 1, 259, 1_700_000_000_000L, new Routing(1, -1, 0), new byte[] {10, 11, 12});
    assertThat(hex(frame.bytes(), frame.count()))
        .isEqualTo(
            "c10e"
                + "01"
                + "00"
                + "00000003"
                + "0000000000000103"
                + "0000018bcfe56800"
                + "0000000000000001"
                + "ffffffffffffffff"
                + "0000000000000000"
                + "f3ea6b43"
                + "dc570453"
                + "0a0b0c"
                + "0000000000");
  }

  /** Key id, salt and counter, ciphertext, tag; written with a key of 32 letters a. */
  @Test
  void sealedRecord() {
    byte[] record =
        HexFormat.of()
            .parseHex(
                "c10e"
                    + "01"
                    + "01"
                    + "00000033"
                    + "0000000000000103"
                    + "0000018bcfe56800"
                    + "0000000000000001"
                    + "ffffffffffffffff"
                    + "0000000000000000"
                    + "7ed6fb9e"
                    + "9c97c029"
                    + "335286549e6b32e4"
                    + "cfd6257c39645719c214d632c9826281"
                    + "0000000000000001"
                    + "56a261"
                    + "cde41c86dec916a374ffa5f67d05b8de"
                    + "0000000000");
    ByteBuffer in = ByteBuffer.wrap(record);
    byte[] unpadded = Arrays.copyOf(record, 56 + RecordFormat.payloadBytes(in, 0));

    assertThat(RecordFormat.isHeader(in, 0, SALT, new CRC32C())).isTrue();
    assertThat(SealedRecord.payload(KeyRings.of("a"), unpadded)).isEqualTo(new byte[] {10, 11, 12});
    assertThat(SealedRecord.payload(KeyRings.of("b"), unpadded)).isNull();
  }

  @Test
  void outcome() {
    Outcome outcome = new Outcome(Outcome.Kind.RETRY, 258, 5, 3, 1_700_000_000_000L);
    ByteBuffer bytes = ByteBuffer.allocate(Outcome.BYTES);
    outcome.encode(bytes, 0, SALT);
    assertThat(hex(bytes.array(), Outcome.BYTES))
        .isEqualTo(
            "ac0b"
                + "03"
                + "00"
                + "00000005"
                + "0000000000000102"
                + "0000018bcfe56800"
                + "00000003"
                + "a5eb7551");
    assertThat(Outcome.decode(bytes, 0, SALT)).isEqualTo(outcome);
    assertThat(Outcome.decode(bytes, 0, SALT + 1)).isNull();
  }

  @Test
  void aGiantRecord_doesNotKeepItsSizeInTheHeap() {
    RecordFrame frame = new RecordFrame();
    frame.fill(SALT, 1, 1, 0, Jvms.ROUTING, new byte[5 << 20]);
    assertThat(frame.bytes().length).isGreaterThan(5 << 20);
    frame.fill(SALT, 1, 2, 0, Jvms.ROUTING, new byte[10]);
    assertThat(frame.bytes()).hasSize(1 << 20);
  }

  @Test
  void settings_outOfRange_areRefusedByName() {
    DiskQueueSettings defaults = DiskQueueSettings.defaults();
    assertThatThrownBy(() -> defaults.withMaxBytes(1))
        .hasMessage("maxBytes must be 16777216 or more bytes, not 1");
    assertThatThrownBy(() -> defaults.withSegmentBytes(100))
        .hasMessage("segmentBytes must be 4096 to 1073741824 bytes, not 100");
  }

  private static String hex(byte[] bytes, int count) {
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, count));
  }
}
