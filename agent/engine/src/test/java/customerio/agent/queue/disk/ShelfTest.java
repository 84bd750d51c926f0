package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be told by a model: operations on the shelf whose file is damaged. */
class ShelfTest {
  private static final long DESTINATION = Jvms.ROUTING.destination();

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @AfterEach
  void close() {
    jvms.close();
  }

  @Test
  void shelvedAndTakenOff_isTheSameOperation() {
    Ticket before = jvms.append(1);
    assertThat(jvms.queue.shelve(before)).isTrue();
    assertThat(jvms.queue.shelved(DESTINATION))
        .isEqualTo(new Shelved(1, Ticket.FIRST_OWN_TURN, jvms.clock.millis()));

    List<Ticket> taken = take(10);
    assertThat(jvms.numbers(taken)).containsExactly(1);
    assertThat(List.of(taken.get(0).routing(), taken.get(0).capturedAtMillis()))
        .isEqualTo(List.of(before.routing(), before.capturedAtMillis()));
    assertThat(jvms.queue.shelved(DESTINATION)).isEqualTo(Shelved.NOTHING);
  }

  @Test
  void settled_cannotBeShelved() {
    Ticket ticket = jvms.append(1);
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());

    assertThat(jvms.queue.shelve(ticket)).isFalse();
    assertThat(jvms.queue.shelved(DESTINATION)).isEqualTo(Shelved.NOTHING);
  }

  /** A damaged record must not keep those behind it on the shelf for ever, nor be deleted. */
  @Test
  void damagedOnTheShelf_doesNotStopTheOthers_andItsFileStays() throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tickets.add(jvms.append(i));
    }
    tickets.forEach(jvms.queue::shelve);
    Path first = jvms.files(".q").get(0);
    flip(first, SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + 3);

    List<Ticket> taken = take(100);
    taken.addAll(take(100));

    assertThat(jvms.numbers(taken)).hasSize(59).isSorted().doesNotContain(0);
    assertThat(jvms.queue.state().corruptRecords()).isEqualTo(1);
    assertThat(jvms.log).last().asString().startsWith("1 operation(s) can no longer be found in");
    jvms.queue.settle(taken, new Settlement.Delivered());
    assertThat(jvms.queue.state().pending()).isZero();
    assertThat(first).exists();

    flip(first, SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + 3);
    jvms.restart();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(0);
  }

  @Test
  void removedFile_doesNotStopWhatIsInOthers() throws Exception {
    for (int i = 0; i < 60; i++) {
      jvms.queue.shelve(jvms.append(i));
    }
    Files.delete(jvms.files(".q").get(0));

    List<Ticket> taken = take(100);
    taken.addAll(take(100));
    assertThat(jvms.numbers(taken)).isNotEmpty().isSorted().doesNotContain(0).endsWith(59);
    assertThat(jvms.queue.state().pending()).isEqualTo(taken.size());
  }

  private List<Ticket> take(int atMost) {
    List<Ticket> taken = new ArrayList<>();
    jvms.queue.unshelve(DESTINATION, atMost, taken::add);
    return taken;
  }

  private static void flip(Path file, long at) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 1);
    }
  }
}
