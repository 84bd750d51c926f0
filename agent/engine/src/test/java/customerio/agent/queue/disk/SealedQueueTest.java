package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.KeyRings;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue whose payloads are encrypted, over starts with other keys. */
class SealedQueueTest {
  private static final String CANARY = "canary@example.com";

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small().withKeys(KeyRings.of("a")));
  }

  @AfterEach
  void close() {
    jvms.close();
  }

  @Test
  void F41_noByteOfAPayload_isInAnyFile_deadLettersIncluded() throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tickets.add(append(CANARY + " says " + i));
    }
    jvms.queue.settle(tickets.subList(0, 10), new Settlement.Dead("rejected " + CANARY));
    assertThat(text(jvms.queue.read(tickets.get(99)))).isEqualTo(CANARY + " says 99");

    assertThat(jvms.files(".q").size()).isGreaterThan(1);
    assertThat(jvms.files(".dead")).isNotEmpty();
    for (Path file : jvms.files("")) {
      if (Files.isRegularFile(file)) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("canary", "says");
      }
    }
    List<String> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(
        letter -> letters.add(letter.reason() + ": " + text(letter.payload())));
    assertThat(letters).hasSize(10).startsWith("rejected " + CANARY + ": " + CANARY + " says 0");
  }

  @Test
  void F40_rotation_oldRecordsOpenWithTheOldKey_newOnesHaveTheNewOne() {
    append(1);
    crashWith(KeyRings.of("ba"));
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(1);
    Ticket second = jvms.append(2);
    assertThat(jvms.number(second)).isEqualTo(2);

    crashWith(KeyRings.of("b"));
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
    assertThat(jvms.queue.locked()).isEqualTo(1);
  }

  @Test
  void F40_missingKey_whatItOpensStays_whatNeedsItNotIsDelivered() throws Exception {
    List<Ticket> tickets = List.of(append(1), append(2), append(3));
    jvms.queue.settle(tickets.subList(0, 1), new Settlement.Delivered());
    Path segment = jvms.files(".q").get(0);
    byte[] before = Files.readAllBytes(segment);
    jvms.log.clear();

    crashWith(KeyRings.of("b"));
    append(4);
    crashWith(KeyRings.of("b"));
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(4);
    assertThat(jvms.queue.locked()).isEqualTo(2);
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    assertThat(jvms.log)
        .containsExactly(
            "queue file %s holds 2 operation(s) that only key %s opens; they stay there; put the key"
                    .formatted(segment, KeyRings.id('a'))
                + " into queue.key-file as a further line and restart");
    jvms.clock.jump(Duration.ofDays(1_000));
    assertThat(jvms.adopt()).as("not looked at again").isEmpty();
    assertThat(Files.readAllBytes(segment)).isEqualTo(before);

    crashWith(KeyRings.of("ba"));
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2, 3, 4);
    assertThat(jvms.queue.locked()).isZero();
  }

  @Test
  void encryptionSwitchedOn_andOff_oldRecordsStayReadable() {
    crashWith(KeyRing.NONE);
    append(1);
    crashWith(KeyRings.of("a"));
    append(2);
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
    crashWith(KeyRings.plain("a"));
    append(3);
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    crashWith(KeyRing.NONE);
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 3);
    assertThat(jvms.queue.locked()).isEqualTo(1);
  }

  @Test
  void F40_tamperedCiphertext_withACorrectChecksum_isADamagedRecord() throws Exception {
    append(1);
    append(2);
    jvms.queue.close();
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    RecordSurgery.flipPayloadBit(bytes, SegmentHeader.BYTES);
    Files.write(segment, bytes);

    jvms.start();
    List<Ticket> adopted = jvms.adopt();
    assertThat(adopted).hasSize(2);
    assertThatThrownBy(() -> jvms.queue.read(adopted.get(0)))
        .isInstanceOf(DamagedRecordException.class)
        .hasMessage("operation 2 is damaged in " + segment.getFileName());
    assertThat(jvms.number(adopted.get(1))).isEqualTo(2);

    jvms.queue.settle(List.of(adopted.get(0)), new Settlement.Dead("unreadable"));
    List<DeadLetter> letters = new ArrayList<>();
    jvms.queue.forEachDeadLetter(letters::add);
    assertThat(letters).extracting(DeadLetter::reason).containsExactly("unreadable");
    assertThat(letters.get(0).payload()).isEmpty();
  }

  /** The header is the context of the tag. */
  @Test
  void F40_tamperedHeader_withACorrectChecksum_isADamagedRecord() throws Exception {
    append(1);
    jvms.queue.close();
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    RecordSurgery.changePerson(bytes, SegmentHeader.BYTES);
    Files.write(segment, bytes);

    jvms.start();
    List<Ticket> adopted = jvms.adopt();
    assertThatThrownBy(() -> jvms.queue.read(adopted.get(0)))
        .isInstanceOf(DamagedRecordException.class);
  }

  @Test
  void aDamagedSegmentHeader_costsNoEncryptedRecord() throws Exception {
    append(1);
    append(2);
    jvms.queue.close();
    Path segment = jvms.files(".q").get(0);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[9] ^= 1;
    Files.write(segment, bytes);

    jvms.start();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
  }

  /** Nothing is encrypted a second time, so nothing can take a nonce twice. */
  @Test
  void compaction_takesSealedRecordsOverAsTheyAre() throws Exception {
    jvms.close();
    jvms = new Jvms(directory, jvms.settings.withMaxBytes(20_000));
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      tickets.add(append(i));
    }
    Path first = jvms.files(".q").get(0);
    byte[] record = record(first, SegmentHeader.BYTES + 4 * framed());
    List<Ticket> settled = new ArrayList<>(tickets);
    settled.remove(4);
    settled.removeAll(tickets.subList(20, 60));
    long before = Files.size(first);
    jvms.queue.settle(settled, new Settlement.Delivered());

    assertThat(Files.size(first)).isLessThan(before).isEqualTo(SegmentHeader.BYTES + framed());
    assertThat(record(first, SegmentHeader.BYTES)).isEqualTo(record);
    assertThat(jvms.number(tickets.get(4))).isEqualTo(5);
  }

  @Test
  void aDeadLetterOfAMissingKey_isShownWithoutItsContent_andKept() throws Exception {
    jvms.queue.settle(List.of(append(1)), new Settlement.Dead("rejected"));
    crashWith(KeyRings.of("b"));
    jvms.adopt();

    List<String> shown = new ArrayList<>();
    jvms.queue.forEachDeadLetter(
        letter -> shown.add(letter.reason() + ", " + letter.payload().length));
    assertThat(shown).containsExactly("sealed: does not open with key " + KeyRings.id('a') + ", 0");
    assertThat(jvms.queue.state().deadLetters()).isEqualTo(1);

    crashWith(KeyRings.of("ba"));
    jvms.adopt();
    shown.clear();
    jvms.queue.forEachDeadLetter(letter -> shown.add(letter.reason()));
    assertThat(shown).containsExactly("rejected");
  }

  private void crashWith(KeyRing keys) {
    jvms.settings = jvms.settings.withKeys(keys);
    jvms.crash();
  }

  private Ticket append(int number) {
    return jvms.append(number);
  }

  private Ticket append(String text) throws Exception {
    return jvms.queue.append(Jvms.ROUTING, 0, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static int framed() {
    return (int) RecordFormat.framedBytes(KeyRings.of("a").storedBytes(100));
  }

  private static byte[] record(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Arrays.copyOfRange(bytes, at, at + framed());
  }
}
