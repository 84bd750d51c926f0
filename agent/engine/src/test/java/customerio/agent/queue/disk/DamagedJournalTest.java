package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM finds that adopts a journal to which something has happened. */
class DamagedJournalTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void F03_aTornTail_isCutOffAndNotCountedAsDamage() throws Exception {
    jvms.append(1);
    jvms.append(2);
    Path segment = jvms.files(".q").get(0);
    long end = Files.size(segment);
    jvms.append(3);
    byte[] bytes = Files.readAllBytes(segment);
    jvms.disk.die();
    Files.write(segment, Arrays.copyOf(bytes, bytes.length - 20));
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    assertThat(jvms.queue.state().corruptRecords()).isZero();
    assertThat(Files.size(segment)).isEqualTo(end);
  }

  @Test
  void aTornEndOfAnEarlierSegment_isDamage() throws Exception {
    IntStream.range(0, 60).forEach(jvms::append);
    Path first = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(first);
    jvms.disk.die();
    Files.write(first, Arrays.copyOf(bytes, bytes.length - 20));
    jvms.start();

    List<Integer> adopted = jvms.numbers(jvms.adopt());
    assertThat(adopted).hasSize(59).doesNotHaveDuplicates().isSorted();
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(1);
    assertThat(jvms.log).anyMatch(line -> line.contains("is damaged in 1 place(s)"));
  }

  @Test
  void aSegmentWithoutAnyRecord_isSetAside() throws Exception {
    jvms.append(1);
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    jvms.disk.die();
    Arrays.fill(bytes, (byte) 0x5a);
    Files.write(segment, bytes);
    jvms.start();

    assertThat(jvms.adopt()).isEmpty();
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(1);
    assertThat(segment.getParent()).doesNotExist();
    assertThat(jvms.files(".corrupt"))
        .singleElement()
        .satisfies(file -> assertThat(file).hasBinaryContent(bytes));
  }

  @Test
  void aFileThatNeverGotItsHeader_isRemovedInSilence() throws Exception {
    jvms.append(1);
    Path stub = jvms.files(".q").get(0).resolveSibling("seg-00000000000000000099.q");
    jvms.disk.die();
    Files.write(stub, new byte[17]);
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
    assertThat(stub).doesNotExist();
    assertThat(jvms.log).isEmpty();
  }

  @Test
  void outcomesThatCannotBeRead_meanASecondDelivery() throws Exception {
    List<Ticket> tickets = List.of(jvms.append(1), jvms.append(2));
    jvms.queue.settle(tickets.subList(0, 1), new Settlement.Delivered());
    jvms.crash();
    jvms.disk.fail(TestDisk.Operation.READ, path -> path.toString().endsWith(".ack"));
    List<Ticket> adopted = new ArrayList<>();
    jvms.queue.adopt(adopted::add);
    assertThat(jvms.numbers(adopted)).containsExactly(1, 2);
  }

  @Test
  void aDirectoryThatCannotBeReadNow_isAdoptedLater() throws Exception {
    jvms.append(1);
    jvms.crash();
    jvms.disk.fail(
        TestDisk.Operation.LIST, path -> path.getFileName().toString().startsWith("0000000001"));
    assertThat(jvms.adopt()).isEmpty();
    jvms.disk.heal();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  /** Space must come back from the others, or a queue with a scratch fills up. */
  @Test
  void aDamagedRecord_keepsNoOtherSegmentFromBeingCopied() throws Exception {
    jvms.settings = Jvms.small().withMaxBytes(24 << 10);
    jvms.restart();
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 100; i++) { // 25 in each segment
      tickets.add(jvms.append(i));
    }
    List<Path> segments = jvms.files(".q");
    byte[] bytes = Files.readAllBytes(segments.get(0));
    bytes[SegmentHeader.BYTES + RecordFormat.HEADER_BYTES] ^= 4;
    Files.write(segments.get(0), bytes);
    List<Ticket> first = List.of(tickets.get(0), tickets.get(25), tickets.get(50));
    tickets.removeAll(first);
    jvms.queue.settle(tickets.subList(0, 72), new Settlement.Delivered());

    long one = SegmentHeader.BYTES + RecordFormat.framedBytes(100);
    assertThat(Files.size(segments.get(0))).isEqualTo(bytes.length);
    assertThat(Files.size(segments.get(1))).isEqualTo(one);
    assertThat(Files.size(segments.get(2))).isEqualTo(one);
  }

  @Test
  void damageAfterAdoption_isFoundByReading() throws Exception {
    Ticket ticket = jvms.append(1);
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + 3] ^= 4;
    Files.write(segment, bytes);
    assertThatThrownBy(() -> jvms.queue.read(ticket))
        .isInstanceOf(IOException.class)
        .hasMessage("operation 2 is damaged in seg-00000000000000000001.q");
  }
}
