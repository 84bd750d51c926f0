package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithdrawalTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void open() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void withdrawn_isGoneForGood_alsoAfterTheDeathOfTheProcess() {
    Ticket first = jvms.append(1);
    jvms.append(2);

    assertThat(jvms.queue.withdraw(first)).isTrue();
    assertThat(jvms.queue.isWithdrawn(first)).isTrue();
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    assertThat(jvms.queue.state().deadLetters()).isZero();

    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
  }

  @Test
  void begun_cannotBeWithdrawn_releasedCan() {
    Ticket ticket = jvms.append(1);

    assertThat(jvms.queue.begin(List.of(ticket))).isTrue();
    assertThat(jvms.queue.withdraw(ticket)).isFalse();
    assertThat(jvms.queue.begin(List.of(ticket))).isTrue();

    jvms.queue.release(List.of(ticket));
    assertThat(jvms.queue.withdraw(ticket)).isTrue();
    assertThat(jvms.queue.withdraw(ticket)).isFalse();
    assertThat(jvms.queue.begin(List.of(ticket))).isFalse();
  }

  @Test
  void requestWithAWithdrawnOne_leavesTheOthersAsTheyWere() {
    Ticket begun = jvms.append(1);
    Ticket waiting = jvms.append(2);
    Ticket withdrawn = jvms.append(3);
    jvms.queue.begin(List.of(begun));
    jvms.queue.withdraw(withdrawn);

    assertThat(jvms.queue.begin(List.of(begun, waiting, withdrawn))).isFalse();

    assertThat(jvms.queue.withdraw(waiting)).isTrue();
    assertThat(jvms.queue.withdraw(begun)).isFalse();
  }

  @Test
  void settled_cannotBeWithdrawn() {
    Ticket ticket = jvms.append(1);
    jvms.queue.begin(List.of(ticket));
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());

    assertThat(jvms.queue.withdraw(ticket)).isFalse();
  }

  @Test
  void sendingAndWithdrawing_haveOneWinner() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 500; i++) {
        Ticket ticket = jvms.append(i);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Boolean> sent =
            threads.submit(
                () -> {
                  together.await();
                  return jvms.queue.begin(List.of(ticket));
                });
        Future<Boolean> withdrawn =
            threads.submit(
                () -> {
                  together.await();
                  return jvms.queue.withdraw(ticket);
                });

        assertThat(sent.get()).isNotEqualTo(withdrawn.get());
      }
    } finally {
      threads.shutdown();
    }
  }
}
