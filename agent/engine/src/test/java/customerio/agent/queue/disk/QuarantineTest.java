package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of bytes that are no record. */
class QuarantineTest {
  private static final int FRAMED = (int) RecordFormat.framedBytes(100);

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void damagedBytes_areKeptUnderTheirPlaceAndSaidInOneLine() throws Exception {
    append(5);
    Path segment = jvms.files(".q").get(0);
    byte[] damaged = damage(segment, 1, 3);
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(0, 2, 4);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(segment).doesNotExist();
    List<Path> kept = jvms.files(".damaged");
    String prefix = segment.getParent().getFileName() + "-" + segment.getFileName() + "-";
    assertThat(kept)
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            prefix + "00000000000000000224.damaged", prefix + "00000000000000000544.damaged");
    assertThat(kept.get(0)).hasBinaryContent(Arrays.copyOfRange(damaged, 224, 224 + FRAMED));
    assertThat(kept.get(1)).hasBinaryContent(Arrays.copyOfRange(damaged, 544, 544 + FRAMED));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.get(0))))
        .isEqualTo("rw-------");
    assertThat(jvms.log)
        .containsExactly(
            "queue file "
                + segment
                + " is damaged in 2 place(s), 320 bytes, the first at 224: its 3 intact operations"
                + " are kept; the damaged bytes are kept in dead/*.damaged, see docs/queue.md");
    assertThat(jvms.queue.state().bytes()).isEqualTo(320);
  }

  @Test
  void damagedBytes_moveFromJvmToJvmUntilTheyArePurged() throws Exception {
    append(3);
    damage(jvms.files(".q").get(0), 1);
    jvms.start();
    jvms.adopt();
    jvms.crash(); // before anything is settled, so the segment is found and copied again
    jvms.adopt();
    assertThat(jvms.files(".damaged")).hasSize(1);
    assertThat(jvms.queue.state().deadLetters()).isZero();
    jvms.restart();
    jvms.queue.settle(jvms.adopt(), new Settlement.Delivered());
    assertThat(jvms.files(".damaged")).hasSize(1);
    assertThat(jvms.files("LOCK")).hasSize(1);
    assertThat(jvms.queue.state().bytes()).isEqualTo(FRAMED);

    assertThat(jvms.queue.purgeDeadLetters()).isZero();
    assertThat(jvms.files(".damaged")).isEmpty();
    assertThat(jvms.queue.state().bytes()).isZero();
  }

  @Test
  void theBound_dropsTheOldestAndSaysSo() throws Exception {
    jvms.settings = Jvms.small().withDeadLetterBytes(4 << 10); // 1024 of which may be damaged
    jvms.restart();
    append(24);
    damage(jvms.files(".q").get(0), IntStream.range(0, 10).map(i -> 2 * i).toArray());
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).hasSize(14);
    assertThat(jvms.files(".damaged")).hasSize(6);
    assertThat(jvms.log)
        .hasSize(5)
        .first()
        .isEqualTo(
            "what is kept of damaged queue files exceeds its 1024 bytes: the oldest was removed");
  }

  @Test
  void aRegionBeyondTheBound_isKeptInPart() throws Exception {
    jvms.settings = Jvms.small().withDeadLetterBytes(4 << 10);
    jvms.restart();
    append(20);
    byte[] damaged = damage(jvms.files(".q").get(0), IntStream.range(2, 18).toArray());
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(0, 1, 18, 19);
    assertThat(jvms.files(".damaged"))
        .singleElement()
        .satisfies(
            file ->
                assertThat(file).hasBinaryContent(Arrays.copyOfRange(damaged, 384, 384 + 1024)));
  }

  @Test
  void whatCannotBeCopied_staysWhereItIs() throws Exception {
    append(3);
    Path segment = jvms.files(".q").get(0);
    byte[] damaged = damage(segment, 1);
    jvms.start();
    jvms.disk.fail(TestDisk.Operation.CREATE, path -> path.toString().endsWith(".damaged"));
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(0, 2);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(segment).hasBinaryContent(damaged);
    assertThat(jvms.log).anyMatch(line -> line.contains("the file stays until they can"));

    jvms.restart();
    assertThat(jvms.adopt()).isEmpty();
    assertThat(segment).doesNotExist();
    assertThat(jvms.files(".damaged")).hasSize(1);
  }

  /** A cable that is put back in, a controller that is restarted: what it hid is there again. */
  @Test
  void aSectorThatCannotBeRead_keepsItsSegmentUntilItCan() throws Exception {
    append(3);
    jvms.crash();
    jvms.disk.fail(TestDisk.Operation.READ, path -> path.toString().endsWith(".q"));
    assertThat(jvms.adopt()).isEmpty();
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(1);

    jvms.restart();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(0, 1, 2);
  }

  @Test
  void damagedOutcomes_areKeptToo() throws Exception {
    List<Ticket> tickets = append(4);
    tickets.forEach(ticket -> jvms.queue.settle(List.of(ticket), new Settlement.Retry(1, 5)));
    Path outcomes = jvms.files(".ack").get(0);
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(outcomes);
    bytes[SegmentHeader.BYTES + Outcome.BYTES + 9] ^= 1;
    Files.write(outcomes, bytes);
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(adopted).extracting(Ticket::attempts).containsExactly(1, 0, 1, 1);
    assertThat(jvms.files(".damaged"))
        .singleElement()
        .satisfies(file -> assertThat(file).hasBinaryContent(Arrays.copyOfRange(bytes, 96, 128)));
    assertThat(jvms.log)
        .singleElement()
        .asString()
        .contains("is damaged in 1 place(s), 32 bytes, the first at 96: what it says there is not");
  }

  @Test
  void holesAtTheEndOfOutcomes_areWhatADeadMachineLeaves() throws Exception {
    List<Ticket> tickets = append(2);
    jvms.queue.settle(tickets.subList(0, 1), new Settlement.Delivered());
    Path outcomes = jvms.files(".ack").get(0);
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(outcomes);
    Files.write(outcomes, Arrays.copyOf(bytes, bytes.length + 4096));
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(1);
    assertThat(jvms.log).isEmpty();
    jvms.queue.settle(adopted, new Settlement.Retry(3, 9));
    jvms.crash();
    assertThat(jvms.adopt()).singleElement().extracting(Ticket::attempts).isEqualTo(3);
  }

  @Test
  void aDamagedDeadLetter_costsNoOther() throws Exception {
    append(3).forEach(ticket -> jvms.queue.settle(List.of(ticket), new Settlement.Dead("no")));
    Path letters = jvms.files(".dead").get(0);
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(letters);
    bytes[SegmentHeader.BYTES + 4] ^= 1;
    Files.write(letters, bytes);
    jvms.start();
    jvms.adopt();

    assertThat(jvms.queue.state().deadLetters()).isEqualTo(2);
    assertThat(jvms.files(".dead").get(0)).hasBinaryContent(bytes);
    assertThat(jvms.log).singleElement().asString().contains("its 2 intact dead letters are kept");
  }

  /** A file that is damaged all over must not become thousands of files. */
  @Test
  void veryManyPlaces_areKeptInAFewFiles() throws Exception {
    jvms.settings = Jvms.small().withSegmentBytes(64 << 10).withDeadLetterBytes(1 << 20);
    jvms.restart();
    append(300);
    damage(jvms.files(".q").get(0), IntStream.range(0, 150).map(i -> 2 * i).toArray());
    jvms.start();

    assertThat(jvms.adopt()).hasSize(150);
    assertThat(jvms.files(".damaged")).hasSize(64);
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(150);
  }

  private List<Ticket> append(int count) {
    return IntStream.range(0, count).mapToObj(jvms::append).toList();
  }

  /** The process is dead, and a bit of each of these records has changed. */
  private byte[] damage(Path segment, int... records) throws Exception {
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(segment);
    for (int record : records) {
      bytes[SegmentHeader.BYTES + record * FRAMED + RecordFormat.HEADER_BYTES] ^= 1;
    }
    return write(segment, bytes);
  }

  private static byte[] write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return bytes;
  }
}
