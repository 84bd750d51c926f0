package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static void settle(Jvms jvms, Ticket ticket) {
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
  }
}
