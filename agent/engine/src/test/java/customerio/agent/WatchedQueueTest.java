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
    List<Ticket> withdrawn = new ArrayList<>();
    WatchedQueue queue =
        new WatchedQueue(
            disk,
            routing -> routing,
            () -> deadLettersWhenTold.add(disk.state().deadLetters()),
            withdrawn::add);
    Ticket delivered = queue.append(new Routing(1, 2, 0), 0, new byte[] {1});
    Ticket dead = queue.append(new Routing(1, 2, 0), 0, new byte[] {2});

    queue.settle(List.of(delivered), new Settlement.Delivered());
    queue.settle(List.of(dead), new Settlement.Retry(1, 0));
    assertThat(deadLettersWhenTold).isEmpty();
    queue.settle(List.of(dead), new Settlement.Dead("rejected"));

    assertThat(deadLettersWhenTold).containsExactly(0L);
    assertThat(disk.state().deadLetters()).isEqualTo(1);
    assertThat(withdrawn).isEmpty();
    queue.close();
  }

  @Test
  void withdrawal_isToldOnlyWhenItWon() throws Exception {
    List<Ticket> withdrawn = new ArrayList<>();
    WatchedQueue queue =
        new WatchedQueue(
            DiskQueue.open(directory, DiskQueueSettings.defaults(), Clock.systemUTC(), line -> {}),
            routing -> routing,
            () -> {},
            withdrawn::add);
    Ticket waiting = queue.append(new Routing(1, 2, 0), 0, new byte[] {1});
    Ticket begun = queue.append(new Routing(1, 2, 0), 0, new byte[] {2});
    queue.begin(List.of(begun));

    assertThat(queue.withdraw(begun)).isFalse();
    assertThat(queue.withdraw(waiting)).isTrue();

    assertThat(withdrawn).containsExactly(waiting);
    queue.close();
  }
}
