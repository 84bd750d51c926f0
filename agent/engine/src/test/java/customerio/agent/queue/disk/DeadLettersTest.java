package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final Settlement REJECTED = new Settlement.Dead("rejected: 400");

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void aDeadLetter_isKeptWithReasonAndTimes() throws IOException {
    Ticket ticket = jvms.append(7, 300);
    String instance = jvms.files("LOCK").get(0).getParent().getFileName().toString();
    long captured = jvms.clock.millis();
    jvms.clock.jump(Duration.ofSeconds(9));
    jvms.queue.settle(List.of(ticket), REJECTED);

    assertThat(letters())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new DeadLetter(
                InstanceName.parse(instance).id(),
                ticket.sequence(),
                Jvms.ROUTING,
                captured,
                captured + 9000,
                "rejected: 400",
                Jvms.payload(7, 300)));
    assertThat(jvms.queue.state().deadLetters()).isEqualTo(1);
    assertThat(jvms.queue.state().pending()).isZero();
  }

  @Test
  void deadLetters_moveFromJvmToJvmUntilTheyArePurged() throws IOException {
    jvms.queue.settle(List.of(jvms.append(1)), REJECTED);
    jvms.crash();
    jvms.queue.settle(List.of(jvms.append(2)), REJECTED);
    jvms.adopt();
    jvms.restart();
    jvms.adopt();
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(jvms.files("LOCK")).hasSize(1);
    assertThat(jvms.queue.state().deadLetters()).isEqualTo(2);

    assertThat(jvms.queue.purgeDeadLetters()).isEqualTo(2);
    assertThat(numbers()).isEmpty();
    assertThat(jvms.queue.state().bytes()).isZero();
    jvms.queue.settle(List.of(jvms.append(3)), REJECTED);
    assertThat(numbers()).containsExactly(3);
  }

  /** A batch of outcomes is written after the letters: whoever is killed in between leaves this. */
  @Test
  void aLetterWithoutItsOutcome_settlesItsOperation() throws IOException {
    Ticket ticket = jvms.append(1);
    jvms.append(2);
    failOutcomes();
    jvms.queue.settle(List.of(ticket), REJECTED);
    jvms.crash();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
    assertThat(numbers()).containsExactly(1);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
    assertThat(numbers()).containsExactly(1);
    assertThat(jvms.queue.state().deadLetters()).isEqualTo(1);
  }

  /** The letter lies with whoever wrote it, which is younger than the operation. */
  @Test
  void aLetterOfAnAdoptedOperation_settlesItToo() throws IOException {
    jvms.append(1);
    jvms.append(2);
    jvms.crash();
    Ticket adopted = jvms.adopt().get(0);
    failOutcomes();
    jvms.queue.settle(List.of(adopted), REJECTED);
    jvms.crash();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
    assertThat(numbers()).containsExactly(1);
  }

  /** Equal numbers in two journals are two operations. */
  @Test
  void aLetter_settlesNothingOfAnotherJournal() throws IOException {
    jvms.append(1);
    jvms.crash();
    Ticket own = jvms.append(2);
    failOutcomes();
    jvms.queue.settle(List.of(own), REJECTED);
    jvms.crash();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
    assertThat(numbers()).containsExactly(2);
  }

  /**
   * Two survivors share what the dead one held: the letter comes to one, its operation to another.
   */
  @Test
  void aLetterThatWasWrittenTwice_isShownOnce() throws IOException {
    jvms.append(1);
    jvms.append(2);
    jvms.crash();
    Ticket adopted = jvms.adopt().get(0);
    failOutcomes();
    jvms.queue.settle(List.of(adopted), REJECTED);
    Path writer = jvms.files(".dead").get(0).getParent().getParent();
    jvms.crash();
    jvms.disk.fail(TestDisk.Operation.HOLD, writer::equals);
    jvms.queue.settle(jvms.adopt().subList(0, 1), REJECTED);
    assertThat(numbers()).containsExactly(1);

    jvms.disk.heal();
    assertThat(jvms.adopt()).isEmpty();
    assertThat(jvms.files(".dead")).hasSize(2);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void theBound_dropsTheOldestFileAndSaysSo() throws IOException {
    jvms.settings = Jvms.small().withDeadLetterBytes(16 << 10);
    jvms.restart();
    for (int i = 0; i < 200; i++) {
      jvms.queue.settle(List.of(jvms.append(i, 200)), REJECTED);
    }
    List<Integer> kept = numbers();
    assertThat(kept).isEqualTo(IntStream.range(200 - kept.size(), 200).boxed().toList());
    assertThat(kept).hasSizeGreaterThan(40);
    assertThat(jvms.queue.state().deadLetters()).isEqualTo(kept.size());
    long bytes = 0;
    for (Path file : jvms.files(".dead")) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThanOrEqualTo(16 << 10);
    assertThat(jvms.log)
        .first()
        .isEqualTo("dead letters exceed their 16384 bytes: the oldest 3 were removed");
  }

  @Test
  void aDeadLetterThatCannotBeWritten_waits() throws IOException {
    Ticket ticket = jvms.append(1);
    jvms.disk.fail(TestDisk.Operation.CREATE, path -> path.toString().endsWith(".dead"));
    jvms.queue.settle(List.of(ticket), REJECTED);
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    assertThat(jvms.queue.state().deadLetters()).isZero();
    jvms.disk.heal();
    jvms.queue.settle(List.of(), REJECTED);
    assertThat(jvms.queue.state().pending()).isZero();
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void anOperationThatCannotBeReadAnyMore_leavesItsReason() throws IOException {
    Ticket ticket = jvms.append(1);
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[SegmentHeader.BYTES + RecordFormat.HEADER_BYTES] ^= 1;
    Files.write(segment, bytes);
    jvms.queue.settle(List.of(ticket), REJECTED);
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("rejected: 400");
              assertThat(letter.payload()).isEmpty();
            });
    assertThat(jvms.files(".damaged"))
        .singleElement()
        .satisfies(
            file ->
                assertThat(file)
                    .hasBinaryContent(
                        Arrays.copyOfRange(bytes, SegmentHeader.BYTES, bytes.length)));
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(1);
  }

  @Test
  void aVeryLongReason_isCut() throws IOException {
    jvms.queue.settle(List.of(jvms.append(1, 8)), new Settlement.Dead("x".repeat(10_000)));
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("x".repeat(4096));
              assertThat(letter.payload()).isEqualTo(Jvms.payload(1, 8));
            });
  }

  private void failOutcomes() {
    Predicate<Path> outcomes = path -> path.toString().endsWith(".ack");
    jvms.disk.fail(TestDisk.Operation.CREATE, outcomes);
    jvms.disk.fail(TestDisk.Operation.WRITE, outcomes);
  }

  private List<DeadLetter> letters() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(letters::add);
    return letters;
  }

  private List<Integer> numbers() throws IOException {
    return letters().stream().map(letter -> Jvms.number(letter.payload())).toList();
  }
}
