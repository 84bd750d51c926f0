package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedQueueTest {
  @TempDir Path directory;

  @Test
  void dead_isToldBeforeItIsSettled_otherOutcomesAreNot() throws Exception {
    DurableQueue disk =
        DiskQueue.open(directory, DiskQueueSettings.defaults(), Clock.systemUTC(), line -> {});
    List<Long> deadLettersWhenTold = new ArrayList<>();
    QueueWatcher watcher =
        new QueueWatcher() {
          @Override
          public void givenUp() {
            deadLettersWhenTold.add(disk.state().deadLetters());
          }
        };
    WatchedQueue queue = new WatchedQueue(disk, watcher);
    Ticket delivered = queue.append(new Routing(1, 2, 0), 0, new byte[] {1});
    Ticket dead = queue.append(new Routing(1, 2, 0), 0, new byte[] {2});

    queue.settle(List.of(delivered), new Settlement.Delivered());
    queue.settle(List.of(dead), new Settlement.Retry(1, 0));
    assertThat(deadLettersWhenTold).isEmpty();
    queue.settle(List.of(dead), new Settlement.Dead("rejected"));

    assertThat(deadLettersWhenTold).containsExactly(0L);
    assertThat(disk.state().deadLetters()).isEqualTo(1);
    assertThat(watcher.withdrawn).isEmpty();
    queue.close();
  }

  /** A default of the interface would answer in the place of the queue. */
  @Test
  void everything_isForTheQueueToAnswer() {
    assertThat(DurableQueue.class.getDeclaredMethods())
        .filteredOn(method -> !method.isSynthetic())
        .allSatisfy(
            method ->
                assertThat(
                        WatchedQueue.class.getDeclaredMethod(
                            method.getName(), method.getParameterTypes()))
                    .isNotNull());
  }

  @Test
  void withdrawal_isToldOnlyWhenItWon() throws Exception {
    QueueWatcher watcher = new QueueWatcher();
    WatchedQueue queue =
        new WatchedQueue(
            DiskQueue.open(directory, DiskQueueSettings.defaults(), Clock.systemUTC(), line -> {}),
            watcher);
    Ticket waiting = queue.append(new Routing(1, 2, 0), 0, new byte[] {1});
    Ticket begun = queue.append(new Routing(1, 2, 0), 0, new byte[] {2});
    queue.begin(List.of(begun));

    assertThat(queue.withdraw(begun)).isFalse();
    assertThat(queue.withdraw(waiting)).isTrue();

    assertThat(watcher.withdrawn).containsExactly(waiting);
    queue.close();
  }
}
