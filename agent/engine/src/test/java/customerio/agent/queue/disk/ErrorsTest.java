package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {
  @TempDir Path directory;

  /** Half an outcome is in the file; it is cut off, and written again with the next one. */
  @Test
  void F32_anErrorInTheMiddleOfAnOutcome_leavesLockAndJournalInOrder() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = List.of(jvms.append(1), jvms.append(2), jvms.append(3), jvms.append(4));
    settle(jvms, tickets.get(0));
    for (Error error : List.of(new OutOfMemoryError("heap"), new StackOverflowError())) {
      jvms.disk.throwAfterWriting(error);
      assertThatThrownBy(() -> settle(jvms, tickets.get(1))).isSameAs(error);
      jvms.disk.heal();
    }
    Thread other = new Thread(() -> settle(jvms, tickets.get(2)));
    other.start();
    other.join();
    settle(jvms, tickets.get(1));

    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(4);
    assertThat(jvms.queue.state().corruptRecords()).isZero();
  }

  /** The application's stack is nearly used up, and a log needs more of it than a write. */
  @Test
  void F32_anErrorOfTheLog_doesNotRefuseWhatIsAccepted() throws Exception {
    TestDisk disk = new TestDisk();
    try (DiskQueue queue =
        DiskQueue.open(
            disk,
            directory.resolve("app"),
            Jvms.small(),
            new SettableClock(),
            line -> {
              throw new StackOverflowError();
            })) {
      disk.fail(TestDisk.Operation.WRITE, path -> true);
      assertThatThrownBy(() -> append(queue, 1)).isInstanceOf(IOException.class);
      disk.heal();

      assertThat(Jvms.number(queue.read(append(queue, 2)))).isEqualTo(2);
      assertThat(queue.state().pending()).isEqualTo(1);
    }
  }

  /** Its caller was told that nothing is kept, and has made the call itself. */
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"PROCESS", "INTERVAL", "FSYNC"})
  void F32_anErrorAfterTheWrite_leavesNothingForTheNextProcess(Durability durability)
      throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withDurability(durability));
    jvms.append(1);
    Error error = new OutOfMemoryError("heap");
    jvms.disk.throwAfterWriting(error);
    assertThatThrownBy(() -> jvms.append(99)).isSameAs(error);

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  /** All but the last step of a takeover is done, and no other JVM gets what this one holds. */
  @Test
  void F32_anErrorInTheMiddleOfATakeover_isMadeGoodByTheNext() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    for (int i = 0; i < 40; i++) {
      jvms.append(i);
    }
    Path first = jvms.files(".q").get(0);
    jvms.crash();
    Files.write(first, Jvms.payload(7, 300));
    Error error = new OutOfMemoryError("heap");
    jvms.disk.fail(
        TestDisk.Operation.MOVE,
        path -> {
          throw error;
        });
    assertThatThrownBy(jvms::adopt).isSameAs(error);
    jvms.disk.heal();

    List<Integer> adopted = jvms.numbers(jvms.adopt());

    assertThat(adopted).isNotEmpty().endsWith(39).isSorted();
    assertThat(jvms.queue.state().pending()).isEqualTo(adopted.size());
    assertThat(jvms.files(".corrupt")).hasSize(1);
  }

  private static Ticket append(DiskQueue queue, int number) throws Exception {
    return queue.append(Jvms.ROUTING, 0, Jvms.payload(number, 100));
  }

  private static void settle(Jvms jvms, Ticket ticket) {
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
  }
}
