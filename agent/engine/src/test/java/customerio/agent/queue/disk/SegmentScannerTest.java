package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SegmentScannerTest {
  private static final UUID INSTANCE = new UUID(11, 22);
  private static final int SALT = SegmentHeader.salt(INSTANCE);
  private static final int RECORDS = 100;

  /** 56 bytes of header, 18 of payload, 6 of padding. */
  private static final int PAYLOAD = 18;

  private static final int FRAMED = 80;

  @Test
  void F04_anyFlippedBit_costsAtMostTheRecordItIsIn() throws IOException {
    byte[] intact = segment(RECORDS);
    Map<Long, ByteBuffer> all = expected(RECORDS);
    for (int bit = SegmentHeader.BYTES * 8; bit < intact.length * 8; bit++) {
      byte[] flipped = intact.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      long hit = 1 + (bit / 8 - SegmentHeader.BYTES) / FRAMED;
      boolean padding = (bit / 8 - SegmentHeader.BYTES) % FRAMED >= FRAMED - 6;

      Map<Long, ByteBuffer> survivors = new LinkedHashMap<>(all);
      if (!padding) {
        survivors.remove(hit);
      }
      Scan scan = scan(flipped);
      assertThat(scan.records()).as("bit %d", bit).isEqualTo(survivors);
      assertThat(scan.scanner().damage().places()).as("bit %d", bit).isEqualTo(padding ? 0 : 1);
    }
  }

  @Test
  void F03_anyTruncation_costsOnlyWhatIsCutOff() throws IOException {
    byte[] intact = segment(RECORDS);
    for (int length = intact.length - 3 * FRAMED; length < intact.length; length++) {
      int complete = (length - SegmentHeader.BYTES + 6) / FRAMED;
      Scan scan = scan(Arrays.copyOf(intact, length));
      assertThat(scan.records()).as("length %d", length).isEqualTo(expected(complete));
      assertThat(scan.scanner().damage().places()).as("length %d", length).isZero();
      long end = SegmentHeader.BYTES + (long) complete * FRAMED;
      assertThat(scan.scanner().tornAt())
          .as("length %d", length)
          .isEqualTo(length > end ? end : -1);
    }
  }

  @Test
  void F05_zerosAtTheEnd_areAnUnfinishedWrite() throws IOException {
    byte[] intact = segment(10);
    Scan scan = scan(Arrays.copyOf(intact, intact.length + 10_000));
    assertThat(scan.records()).isEqualTo(expected(10));
    assertThat(scan.scanner().damage().places()).isZero();
    assertThat(scan.scanner().tornAt()).isEqualTo(intact.length);
  }

  @Test
  void F05_zerosInTheMiddle_costTheRecordsTheyCover() throws IOException {
    byte[] bytes = segment(RECORDS);
    Arrays.fill(bytes, 1024, 1024 + 4096, (byte) 0);
    Map<Long, ByteBuffer> survivors = expected(RECORDS);
    for (long hit = 1 + (1024 - 64) / FRAMED; hit <= 1 + (1024 + 4096 - 1 - 64) / FRAMED; hit++) {
      survivors.remove(hit);
    }
    Scan scan = scan(bytes);
    assertThat(scan.records()).isEqualTo(survivors);
    assertThat(scan.scanner().damage().places()).isEqualTo(1);
  }

  /** A file system does not do this, an editor does, or a transfer that takes it for text. */
  @Test
  void missingAndAdditionalBytes_costTheRecordTheyAreIn() throws IOException {
    byte[] intact = segment(RECORDS);
    for (int at = SegmentHeader.BYTES; at < intact.length; at += 7) {
      long hit = 1 + (at - SegmentHeader.BYTES) / FRAMED;
      int inRecord = (at - SegmentHeader.BYTES) % FRAMED;
      if (inRecord == FRAMED - 7) {
        continue; // the last of a payload may be a zero, and one from the padding takes its place
      }
      Map<Long, ByteBuffer> survivors = expected(RECORDS);
      if (inRecord < FRAMED - 7) {
        survivors.remove(hit);
      }
      byte[] shorter = Arrays.copyOf(intact, intact.length - 1);
      System.arraycopy(intact, at + 1, shorter, at, shorter.length - at);
      assertThat(scan(shorter).records()).as("without byte %d", at).isEqualTo(survivors);

      byte[] longer = Arrays.copyOf(intact, intact.length + 1);
      System.arraycopy(intact, at, longer, at + 1, intact.length - at);
      longer[at] = (byte) ~intact[at];
      if (inRecord == 0) {
        survivors.put(hit, expected(RECORDS).get(hit)); // before it, not in it
      }
      assertThat(scan(longer).records()).as("with a byte before %d", at).isEqualTo(survivors);
    }
  }

  @Test
  void aRecordQuotedInAPayload_isNotARecord() throws IOException {
    MemoryFile foreign = new MemoryFile(new byte[0]);
    RecordFrame frame = new RecordFrame();
    frame.fill(SegmentHeader.salt(new UUID(33, 44)), 1, 7, 0, Jvms.ROUTING, new byte[8]);
    foreign.append(frame.bytes(), 0, frame.count());
    byte[] quoted = new byte[(int) foreign.length()];
    foreign.read(0, quoted, 0, quoted.length);

    MemoryFile file = new MemoryFile(new byte[SegmentHeader.BYTES]);
    append(file, 1, quoted);
    append(file, 2, new byte[] {5});
    byte[] bytes = new byte[(int) file.length()];
    file.read(0, bytes, 0, bytes.length);
    bytes[SegmentHeader.BYTES] ^= 1; // the quoting record is damaged, so its inside is searched

    assertThat(scan(bytes).records()).isEqualTo(Map.of(2L, ByteBuffer.wrap(new byte[] {5})));
  }

  @Test
  void aRecordLargerThanTheWindow_isRead() throws IOException {
    MemoryFile file = new MemoryFile(new byte[SegmentHeader.BYTES]);
    byte[] large = Jvms.payload(1, 1_000_003);
    append(file, 1, large);
    append(file, 2, new byte[0]);
    byte[] bytes = new byte[(int) file.length()];
    file.read(0, bytes, 0, bytes.length);
    assertThat(scan(bytes).records())
        .isEqualTo(Map.of(1L, ByteBuffer.wrap(large), 2L, ByteBuffer.allocate(0)));
  }

  @Test
  void aPageThatCannotBeRead_costsTheRecordsInIt() throws IOException {
    byte[] bytes = segment(200);
    Map<Long, ByteBuffer> found = new LinkedHashMap<>();
    SegmentScanner scanner =
        new SegmentScanner(new FileWithBadSector(bytes, 4608), SALT)
            .scan(
                RecordFormat.OPERATION,
                (in, at, offset) ->
                    found.put(RecordFormat.sequence(in, at), payload(bytes, offset, PAYLOAD)));

    Map<Long, ByteBuffer> survivors = expected(200);
    for (long hit = 1 + (4096 - 64) / FRAMED; hit <= 1 + (8191 - 64) / FRAMED; hit++) {
      survivors.remove(hit);
    }
    assertThat(found).isEqualTo(survivors);
    assertThat(scanner.damage().places()).isEqualTo(1);
  }

  @Test
  void anEndThatCannotBeRead_isNotTakenForUnfinished() throws IOException {
    SegmentScanner scanner =
        new SegmentScanner(new FileWithBadSector(segment(RECORDS), 4608), SALT)
            .scan(RecordFormat.OPERATION, (in, at, offset) -> {});
    assertThat(scanner.tornAt()).isEqualTo(-1);
    assertThat(scanner.damage().places()).isEqualTo(1);
  }

  @Test
  void recordsOfAnUnknownKind_areCountedAndPassedOver() throws IOException {
    MemoryFile file = new MemoryFile(new byte[SegmentHeader.BYTES]);
    RecordFrame frame = new RecordFrame();
    frame.fill(SALT, 77, 1, 0, Jvms.ROUTING, new byte[9]);
    file.append(frame.bytes(), 0, frame.count());
    append(file, 2, new byte[] {5});
    SegmentScanner scanner =
        new SegmentScanner(file, SALT).scan(RecordFormat.OPERATION, (in, at, offset) -> {});
    assertThat(new int[] {scanner.records(), scanner.unknown(), scanner.damage().places()})
        .containsExactly(1, 1, 0);
  }

  private record Scan(Map<Long, ByteBuffer> records, SegmentScanner scanner) {}

  /** Reads with the place and the length that the scanner vouches for. */
  private static Scan scan(byte[] bytes) throws IOException {
    Map<Long, ByteBuffer> found = new LinkedHashMap<>();
    SegmentScanner scanner = new SegmentScanner(new MemoryFile(bytes), SALT);
    scanner.scan(
        RecordFormat.OPERATION,
        (in, at, offset) -> {
          found.put(
              RecordFormat.sequence(in, at),
              payload(bytes, offset, RecordFormat.payloadBytes(in, at)));
        });
    return new Scan(found, scanner);
  }

  private static ByteBuffer payload(byte[] bytes, long offset, int count) {
    return ByteBuffer.wrap(bytes, (int) offset + RecordFormat.HEADER_BYTES, count);
  }

  private static byte[] segment(int records) {
    MemoryFile file =
        new MemoryFile(SegmentHeader.of(SegmentHeader.Kind.OPERATIONS, 1, 0, INSTANCE).encode());
    expected(records).forEach((sequence, payload) -> append(file, sequence, payload.array()));
    byte[] bytes = new byte[(int) file.length()];
    file.read(0, bytes, 0, bytes.length);
    return bytes;
  }

  private static void append(MemoryFile file, long sequence, byte[] payload) {
    RecordFrame frame = new RecordFrame();
    frame.fill(SALT, RecordFormat.OPERATION, sequence, 0, Jvms.ROUTING, payload);
    file.append(frame.bytes(), 0, frame.count());
  }

  private static Map<Long, ByteBuffer> expected(int records) {
    Map<Long, ByteBuffer> all = new LinkedHashMap<>();
    for (int i = 1; i <= records; i++) {
      all.put((long) i, ByteBuffer.wrap(Jvms.payload(i, PAYLOAD)));
    }
    return all;
  }

  /** One sector of the disk is gone. */
  private static final class FileWithBadSector implements JournalFile {
    private final MemoryFile file;
    private final long badAt;

    FileWithBadSector(byte[] bytes, long badAt) {
      this.file = new MemoryFile(bytes);
      this.badAt = badAt;
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) throws IOException {
      if (position < badAt + 512 && position + count > badAt) {
        throw new IOException("Input/output error");
      }
      return file.read(position, into, offset, count);
    }

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public void append(byte[] bytes, int offset, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
