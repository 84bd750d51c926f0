package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DeadJournal.Found;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place where a segment can be damaged in a certain way, one after the other. */
class DamageSweepTest {
  private static final int RECORDS = 100;

  /** 56 bytes of header, 18 of payload, 6 of padding. */
  private static final int PAYLOAD = 18;

  private static final int FRAMED = 80;
  private static final int PADDING = 6;
  private static final DiskQueueSettings SETTINGS = Jvms.small().withSegmentBytes(16 << 10);

  private final DeadJournal journal =
      new DeadJournal(
          SETTINGS,
          queue ->
              IntStream.range(0, RECORDS)
                  .forEach(number -> DeadJournal.append(queue, number, PAYLOAD)));
  private final Path segment = journal.segment();
  private final byte[] intact = journal.disk.bytes(segment);

  @Test
  void F03_lastSegmentCutAnywhereInItsLastThreeRecords_keepsEveryCompleteRecord() {
    for (int length = intact.length - 3 * FRAMED; length < intact.length; length++) {
      int complete = (length - SegmentHeader.BYTES + PADDING) / FRAMED;
      int end = SegmentHeader.BYTES + complete * FRAMED;
      Found found = journal.afterChanging(segment, Arrays.copyOf(intact, length));

      assertThat(found.payloads()).as("length %d", length).isEqualTo(payloads(complete, -1));
      assertThat(found.disk().bytes(segment))
          .as("length %d", length)
          .isEqualTo(Arrays.copyOf(intact, Math.min(length, end)));
      assertThat(found.said()).as("length %d", length).isEmpty();
    }
  }

  /**
   * All bits of all records: {@link SegmentScannerTest}. Here the whole queue, for some of them.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, RECORDS / 2, RECORDS - 1})
  void F04_anyFlippedBit_costsAtMostTheRecordItIsIn(int record) {
    int from = SegmentHeader.BYTES + record * FRAMED;
    for (int bit = from * 8; bit < (from + FRAMED) * 8; bit++) {
      boolean padding = bit / 8 - from >= FRAMED - PADDING;
      byte[] flipped = flipped(bit);
      Found found = journal.afterChanging(segment, flipped);

      assertThat(found.payloads())
          .as("bit %d", bit)
          .isEqualTo(payloads(RECORDS, padding ? -1 : record));
      assertThat(found.damaged()).as("bit %d", bit).isEqualTo(padding ? 0 : 1);
      assertThat(kept(found, from))
          .as("bit %d", bit)
          .isEqualTo(padding ? null : Arrays.copyOfRange(flipped, from, from + FRAMED));
    }
  }

  @Test
  void F04_anyFlippedBitOfTheSegmentHeader_costsNothing() {
    for (int bit = 0; bit < SegmentHeader.BYTES * 8; bit++) {
      byte[] flipped = flipped(bit);
      Found found = journal.afterChanging(segment, flipped);

      assertThat(found.payloads()).as("bit %d", bit).isEqualTo(payloads(RECORDS, -1));
      assertThat(found.damaged()).as("bit %d", bit).isEqualTo(1);
      assertThat(kept(found, 0))
          .as("bit %d", bit)
          .isEqualTo(Arrays.copyOf(flipped, SegmentHeader.BYTES));
    }
  }

  private byte[] flipped(int bit) {
    byte[] flipped = intact.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  @Test
  void anyFlippedBitOfAnOutcome_meansASecondDeliveryOfWhatItCovers() {
    DeadJournal settled = new DeadJournal(SETTINGS, DamageSweepTest::settleTwiceTwoOfSix);
    Path outcomes = settled.disk.files(".ack").get(0);
    byte[] log = settled.disk.bytes(outcomes);
    for (int bit = 0; bit < (SegmentHeader.BYTES + Outcome.BYTES) * 8; bit++) {
      byte[] flipped = log.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(settled.afterChanging(outcomes, flipped).numbers())
          .as("bit %d", bit)
          .isEqualTo(bit / 8 < SegmentHeader.BYTES ? List.of(4, 5) : List.of(0, 1, 4, 5));
    }
  }

  private static void settleTwiceTwoOfSix(DiskQueue queue) {
    List<Ticket> tickets = new ArrayList<>();
    queue.onAppend(tickets::add);
    IntStream.range(0, 6).forEach(number -> DeadJournal.append(queue, number, PAYLOAD));
    queue.settle(tickets.subList(0, 2), new Settlement.Delivered());
    queue.settle(tickets.subList(2, 4), new Settlement.Delivered());
  }

  @Test
  void F05_zerosAtTheEnd_costNothingAndAreSaid() {
    Found found = journal.afterChanging(segment, Arrays.copyOf(intact, intact.length + 10_000));

    assertThat(found.payloads()).isEqualTo(payloads(RECORDS, -1));
    assertThat(found.disk().bytes(segment)).isEqualTo(intact);
    assertThat(found.said())
        .singleElement()
        .asString()
        .endsWith(
            "ends in 10000 zeros: the machine died before what was written last had reached its"
                + " disk, so the operations of that moment are missing; queue.durability=fsync"
                + " keeps them");
  }

  @Test
  void F05_aPageOfZerosAnywhere_costsTheRecordsItCovers() {
    for (int from = 0; from + 4096 <= intact.length; from += 8) {
      byte[] holed = intact.clone();
      Arrays.fill(holed, from, from + 4096, (byte) 0);
      int firstHit = Math.max(0, from - SegmentHeader.BYTES) / FRAMED;
      int lastHit = (from + 4096 - 1 - SegmentHeader.BYTES) / FRAMED;
      List<ByteBuffer> expected = payloads(RECORDS, -1);
      List<ByteBuffer> survivors = new ArrayList<>(expected.subList(0, firstHit));
      survivors.addAll(expected.subList(Math.min(RECORDS, lastHit + 1), RECORDS));

      assertThat(journal.afterChanging(segment, holed).payloads())
          .as("zeros from %d", from)
          .isEqualTo(survivors);
    }
  }

  private byte[] kept(Found found, long offset) {
    List<Path> files = found.disk().files(Quarantine.SUFFIX);
    if (files.isEmpty()) {
      return null;
    }
    assertThat(files).hasSize(1);
    assertThat(files.get(0).getFileName())
        .hasToString(
            segment.getParent().getFileName()
                + "-seg-00000000000000000001.q-"
                + SegmentFiles.digits(offset, 20)
                + ".damaged");
    return found.disk().bytes(files.get(0));
  }

  private static List<ByteBuffer> payloads(int records, int without) {
    return IntStream.range(0, records)
        .filter(number -> number != without)
        .mapToObj(number -> ByteBuffer.wrap(Jvms.payload(number, PAYLOAD)))
        .toList();
  }
}
