package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades, downgrades, and two versions of the agent on one directory. */
class OtherVersionsTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void F16_aSegmentOfANewerFormat_isLeftForTheVersionThatKnowsIt() throws Exception {
    jvms.append(1);
    Path segment = jvms.files(".q").get(0);
    byte[] newer = newerFormat(Files.readAllBytes(segment));
    jvms.disk.die();
    Path other = segment.resolveSibling("seg-00000000000000000500.q");
    Files.write(other, newer);
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(1);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(other).hasBinaryContent(newer);
    assertThat(segment).doesNotExist();
    assertThat(jvms.queue.state().leftAlone()).isEqualTo(1);
    assertThat(jvms.queue.state().corruptRecords()).isZero();
    assertThat(jvms.adopt()).isEmpty();
    assertThat(jvms.log)
        .containsExactly(
            "queue file "
                + other
                + " has format 2, this agent knows 1: left as it is for the agent version that wrote"
                + " it; start that version to deliver what is in it, or remove the file");
  }

  @Test
  void F16_recordsOfAnUnknownKind_keepTheirSegment_andTheOthersAreDelivered() throws Exception {
    jvms.append(1);
    Path segment = jvms.files(".q").get(0);
    jvms.disk.die();
    byte[] before = Files.readAllBytes(segment);
    byte[] after = withRecordsOfTheFuture(before);
    Files.write(segment, after);
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(1);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(segment).hasBinaryContent(after);
    assertThat(jvms.queue.state().leftAlone()).isEqualTo(1);
    assertThat(jvms.log).singleElement().asString().contains("holds 2 record(s) of a newer format");

    jvms.restart();
    assertThat(jvms.adopt()).as("what is delivered stays delivered").isEmpty();
    assertThat(segment).hasBinaryContent(after);
  }

  @Test
  void F16_outcomesOfANewerFormat_keepTheirSegmentFromBeingSentAgain() throws Exception {
    jvms.queue.settle(List.of(jvms.append(1)), new Settlement.Retry(1, 1));
    Path outcomes = jvms.files(".ack").get(0);
    jvms.disk.die();
    byte[] newer = newerFormat(Files.readAllBytes(outcomes));
    Files.write(outcomes, newer);
    jvms.start();

    assertThat(jvms.adopt()).isEmpty();
    assertThat(outcomes).hasBinaryContent(newer);
    assertThat(jvms.files(".q")).hasSize(1);
    assertThat(jvms.queue.state().leftAlone()).isEqualTo(1);
  }

  @Test
  void F16_deadLettersOfANewerFormat_stayWhereNoBoundRemovesThem() throws Exception {
    jvms.queue.settle(List.of(jvms.append(1)), new Settlement.Dead("no"));
    Path letters = jvms.files(".dead").get(0);
    jvms.disk.die();
    byte[] newer = newerFormat(Files.readAllBytes(letters));
    Files.write(letters, newer);
    jvms.start();

    jvms.adopt();
    assertThat(letters).hasBinaryContent(newer);
    assertThat(jvms.queue.state().deadLetters()).isZero();
    assertThat(jvms.queue.state().leftAlone()).isEqualTo(1);
  }

  /** Written by the first version with this format, byte for byte. */
  @Test
  void F16_aQueueOfTheFirstFormat_isDelivered() throws Exception {
    String instance = "0000000000-ea4b3067-44b7-4eef-9061-7db158aa7da1";
    Path old = Files.createDirectories(jvms.app.resolve(instance).resolve("dead")).getParent();
    copy("operations.hex", old.resolve("seg-00000000000000000001.q"));
    copy("outcomes.hex", old.resolve("seg-00000000000000000001.ack"));
    copy("letters.hex", old.resolve("dead/" + instance + "-00000000000000000001.dead"));

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(1, 3);
    assertThat(adopted).extracting(Ticket::attempts).containsExactly(0, 4);
    assertThat(adopted).extracting(Ticket::routing).containsOnly(Jvms.ROUTING);
    assertThat(jvms.queue.read(adopted.get(1))).isEqualTo(Jvms.payload(3, 12));
    List<DeadLetter> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(letters::add);
    assertThat(letters)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new DeadLetter(
                UUID.fromString("ea4b3067-44b7-4eef-9061-7db158aa7da1"),
                3,
                Jvms.ROUTING,
                1_700_000_000_000L,
                1_700_000_000_000L,
                "rejected: 400",
                Jvms.payload(2, 12)));
    assertThat(jvms.log).isEmpty();
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = OtherVersionsTest.class.getResourceAsStream("format-1/" + resource)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      Files.write(to, HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }
  }

  private static byte[] newerFormat(byte[] file) {
    SegmentHeader header = SegmentHeader.decode(file, file.length);
    byte[] newer =
        new SegmentHeader(
                2, header.kind(), 0, header.base(), header.createdAtMillis(), header.instance())
            .encode();
    System.arraycopy(newer, 0, file, 0, newer.length);
    return file;
  }

  private static byte[] withRecordsOfTheFuture(byte[] file) {
    int salt = SegmentHeader.salt(SegmentHeader.instance(file));
    MemoryFile longer = new MemoryFile(file);
    for (int sequence = 3; sequence < 5; sequence++) {
      RecordFrame frame = new RecordFrame();
      frame.fill(salt, 77, sequence, 0, Jvms.ROUTING, new byte[sequence]);
      longer.append(frame.bytes(), 0, frame.count());
    }
    return longer.bytes();
  }
}
