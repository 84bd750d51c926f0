package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void severalDeadJvms_areAdoptedOldestFirstAndInOrder() {
    for (int jvm = 0; jvm < 12; jvm++) { // more than nine, so that text order would show
      jvms.append(2 * jvm);
      jvms.append(2 * jvm + 1);
      jvms.crash();
    }
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(IntStream.range(0, 24).boxed().toList());
    assertThat(jvms.queue.state().pending()).isEqualTo(24);
    assertThat(jvms.adopt()).isEmpty();
  }

  @Test
  void twoQueuesOnOneDirectory_leaveEachOtherAlone() throws Exception {
    DiskQueue other = DiskQueue.open(jvms.app, Jvms.small(), jvms.clock, jvms.log::add);
    Ticket ours = jvms.append(1);
    Ticket theirs = other.append(Jvms.ROUTING, 0, Jvms.payload(2, 9));
    assertThat(jvms.adopt()).isEmpty();
    assertThat(other.adopt(ticket -> {})).isZero();
    assertThat(jvms.queue.read(ours)).isEqualTo(Jvms.payload(1, 100));
    assertThat(other.read(theirs)).isEqualTo(Jvms.payload(2, 9));

    other.close();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(2);
    assertThat(jvms.numbers(List.of(ours))).containsExactly(1);
  }

  @Test
  void manySurvivors_adoptEachOperationExactlyOnce() throws Exception {
    for (int jvm = 0; jvm < 8; jvm++) {
      jvms.append(jvm);
      jvms.crash();
    }
    List<DiskQueue> survivors = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      survivors.add(DiskQueue.open(jvms.app, Jvms.small(), jvms.clock, line -> {}));
    }
    ExecutorService threads = Executors.newFixedThreadPool(survivors.size());
    CountDownLatch together = new CountDownLatch(1);
    List<Future<List<Integer>>> found = new ArrayList<>();
    for (DiskQueue survivor : survivors) {
      found.add(
          threads.submit(
              () -> {
                together.await();
                List<Integer> numbers = new ArrayList<>();
                survivor.adopt(ticket -> numbers.add(number(survivor, ticket)));
                return numbers;
              }));
    }
    together.countDown();
    List<Integer> all = new ArrayList<>();
    for (Future<List<Integer>> numbers : found) {
      all.addAll(numbers.get());
    }
    threads.shutdown();
    survivors.forEach(DiskQueue::close);
    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).boxed().toList());
  }

  private static int number(DiskQueue queue, Ticket ticket) {
    try {
      return Jvms.number(queue.read(ticket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void outcomesOfAdoptedOperations_surviveTheAdopter() {
    for (int i = 0; i < 10; i++) {
      jvms.append(i);
    }
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    jvms.queue.settle(adopted.subList(0, 5), new Settlement.Delivered());
    jvms.queue.settle(adopted.subList(5, 6), new Settlement.Retry(3, jvms.clock.millis() + 1000));
    jvms.crash();
    List<Ticket> again = jvms.adopt();
    assertThat(jvms.numbers(again)).containsExactly(5, 6, 7, 8, 9);
    assertThat(again.get(0).attempts()).isEqualTo(3);
    assertThat(again.get(0).notBeforeMillis()).isEqualTo(jvms.clock.millis() + 1000);
    assertThat(again.get(1).attempts()).isZero();
    assertThat(again.get(1).notBeforeMillis()).isZero();
  }

  @Test
  void aDrainedDirectory_isRemovedAndItsSpaceGivenBack() {
    Ticket own = jvms.append(1);
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.files("LOCK")).hasSize(2);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(jvms.files("LOCK")).hasSize(1);
    assertThat(jvms.queue.state().bytes()).isZero();
    assertThat(own.sequence()).isPositive();
  }

  @Test
  void aClockThatWasSetBack_delaysNothingBeyondTheLongestDelay() {
    Ticket ticket = jvms.append(1);
    jvms.queue.settle(List.of(ticket), new Settlement.Retry(2, jvms.clock.millis() + 60_000));
    jvms.clock.jump(Duration.ofDays(-30));
    jvms.crash();
    Ticket adopted = jvms.adopt().get(0);
    assertThat(adopted.notBeforeMillis()).isEqualTo(jvms.clock.millis() + 3_600_000);
    assertThat(adopted.attempts()).isEqualTo(2);
  }

  @Test
  void moreThanTheBound_isAdoptedAtOnce_asWhatIsSaidNowMustNotOvertakeIt() {
    jvms.settings = Jvms.small().withMaxBytes(10_000);
    jvms.restart();
    for (int jvm = 0; jvm < 3; jvm++) {
      for (int i = 0; i < 30; i++) {
        jvms.append(jvm * 30 + i);
      }
      jvms.crash();
    }
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).isEqualTo(IntStream.range(0, 90).boxed().toList());
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, new byte[1]))
        .isInstanceOf(QueueFullException.class);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    jvms.append(90);
  }

  @Test
  void aReceiverThatThrows_keepsNobodyElseFromTheirOperations() {
    jvms.append(1);
    jvms.append(2);
    jvms.crash();
    List<Ticket> received = new ArrayList<>();
    int adopted =
        jvms.queue.adopt(
            ticket -> {
              received.add(ticket);
              throw new IllegalStateException("receiver");
            });
    assertThat(adopted).isEqualTo(2);
    assertThat(jvms.numbers(received)).containsExactly(1, 2);
  }

  /** After a crash loop; the letters may be many, too. */
  @Test
  void deadLetters_areReadNoMoreOftenForManyDirectoriesThanForOne() {
    assertThat(readsOfLetters(directory.resolve("six"), 6))
        .isEqualTo(readsOfLetters(directory.resolve("one"), 1));
  }

  private static int readsOfLetters(Path parent, int directories) {
    Jvms crashing = new Jvms(parent, Jvms.small());
    crashing.queue.settle(List.of(crashing.append(1)), new Settlement.Dead("rejected"));
    for (int i = 0; i < directories; i++) {
      crashing.append(2);
      crashing.crash();
    }
    AtomicInteger reads = new AtomicInteger();
    crashing.disk.fail(
        TestDisk.Operation.READ,
        path -> {
          reads.addAndGet(path.toString().endsWith(".dead") ? 1 : 0);
          return false;
        });
    assertThat(crashing.adopt()).hasSize(directories);
    crashing.close();
    return reads.get();
  }

  @Test
  void theOldestOperation_isKnownOverAllJournals() {
    long first = jvms.clock.millis();
    jvms.append(1);
    jvms.crash();
    jvms.clock.jump(Duration.ofSeconds(5));
    Ticket own = jvms.append(2);
    assertThat(jvms.queue.state().oldestCapturedAtMillis()).isEqualTo(first + 5000);
    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.queue.state().oldestCapturedAtMillis()).isEqualTo(first);
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(jvms.queue.state().oldestCapturedAtMillis()).isEqualTo(first + 5000);
    jvms.queue.settle(List.of(own), new Settlement.Delivered());
    assertThat(jvms.queue.state().oldestCapturedAtMillis()).isZero();
  }
}
