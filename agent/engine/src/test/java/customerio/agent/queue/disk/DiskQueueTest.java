package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.QueueState;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiskQueueTest {
  @TempDir Path directory;

  @Test
  void payloadsOfEverySize_comeBackByteForByte() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withMaxBytes(64L << 20));
    List<byte[]> payloads = new ArrayList<>();
    for (int bytes : new int[] {0, 1, 7, 8, 9, 4095, 4096, 32 << 10, 5 << 20, 3}) {
      byte[] payload = new byte[bytes];
      for (int i = 0; i < bytes; i++) {
        payload[i] = (byte) (i * 7 + i / 251);
      }
      payloads.add(payload);
      Ticket ticket = jvms.queue.append(Jvms.ROUTING, 0, payload);
      assertThat(jvms.queue.read(ticket)).isEqualTo(payload);
      assertThat(ticket.payloadBytes()).isEqualTo(bytes);
    }
    jvms.crash();
    List<byte[]> found = new ArrayList<>();
    for (Ticket ticket : jvms.adopt()) {
      found.add(jvms.queue.read(ticket));
    }
    assertThat(found)
        .usingElementComparator(Comparator.comparing(ByteBuffer::wrap))
        .isEqualTo(payloads);
  }

  @Test
  void theFirstPayloads_areNotReadFromTheDisk_thoseWithoutRoomAre() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withCacheBytes(1000));
    List<Ticket> tickets = append(jvms, 0, 30);
    assertThat(jvms.numbers(tickets.subList(0, 10))).isSorted();
    assertThat(jvms.disk.reads()).isZero();
    assertThat(jvms.numbers(tickets)).isEqualTo(IntStream.range(0, 30).boxed().toList());
    assertThat(jvms.disk.reads()).isEqualTo(20);
  }

  @Test
  void roomOfPayloads_comesBackOnce_whenTheyAreSettledOrShelved() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withCacheBytes(1000));
    List<Ticket> first = append(jvms, 0, 10);
    jvms.queue.settle(first.subList(0, 5), new Settlement.Delivered());
    jvms.queue.settle(first.subList(0, 5), new Settlement.Delivered());
    for (Ticket ticket : first.subList(5, 10)) {
      jvms.queue.shelve(ticket);
      jvms.queue.shelve(ticket);
    }
    List<Ticket> later = append(jvms, 10, 30);
    assertThat(jvms.numbers(later)).isEqualTo(IntStream.range(10, 30).boxed().toList());
    assertThat(jvms.disk.reads()).isEqualTo(10);
  }

  private static List<Ticket> append(Jvms jvms, int from, int to) throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = from; i < to; i++) {
      tickets.add(jvms.append(i));
    }
    return tickets;
  }

  @ParameterizedTest
  @EnumSource(value = Durability.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void F30_anInterruptedThread_appendsAndStaysInterrupted(Durability durability) throws Exception {
    Path app = directory.resolve("app");
    DiskQueueSettings settings = Jvms.small().withDurability(durability);
    List<Integer> found = new ArrayList<>();
    try {
      Thread.currentThread().interrupt();
      DiskQueue queue = DiskQueue.open(app, settings, Clock.systemUTC(), line -> {});
      for (int i = 0; i < 60; i++) { // over new segments too
        Ticket ticket = queue.append(Jvms.ROUTING, 0, Jvms.payload(i, 100));
        found.add(Jvms.number(queue.read(ticket)));
      }
      queue.close();
      DiskQueue next = DiskQueue.open(app, settings, Clock.systemUTC(), line -> {});
      List<Ticket> adopted = new ArrayList<>();
      next.adopt(adopted::add);
      for (Ticket ticket : adopted) {
        found.add(Jvms.number(next.read(ticket)));
      }
      next.settle(adopted, new Settlement.Delivered());
      next.close();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(found).isEqualTo(IntStream.range(0, 120).map(i -> i % 60).boxed().toList());
    assertThat(app).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(value = Durability.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void manyThreads_appendAndSettleAtTheSameTime(Durability durability) throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small().withDurability(durability));
    ConcurrentLinkedQueue<Ticket> heard = new ConcurrentLinkedQueue<>();
    jvms.queue.onAppend(heard::add);
    int threads = 6;
    int each = 200;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch together = new CountDownLatch(1);
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread * each;
      work.add(
          pool.submit(
              () -> {
                together.await();
                for (int i = first; i < first + each; i++) {
                  Ticket ticket = jvms.append(i);
                  assertThat(jvms.number(ticket)).isEqualTo(i);
                  if (i % 2 == 0) {
                    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
                  }
                }
                return null;
              }));
    }
    together.countDown();
    for (Future<?> future : work) {
      future.get();
    }
    pool.shutdown();
    assertThat(heard).hasSize(threads * each);
    assertThat(jvms.queue.state().pending()).isEqualTo(threads * each / 2);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, threads * each).filter(i -> i % 2 == 1).boxed().toList());
  }

  @Test
  void aListenerThatThrows_changesNothingForTheCaller() {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.queue.onAppend(
        ticket -> {
          throw new StackOverflowError();
        });
    assertThat(jvms.numbers(List.of(jvms.append(5)))).containsExactly(5);
    assertThat(jvms.log)
        .singleElement()
        .asString()
        .startsWith("queue could not pass on an operation");
  }

  /** Near the end of a stack the report of a fault can fail as well. */
  @Test
  void aListenerAndALogThatThrow_changeNothingForTheCaller() throws Exception {
    DiskQueue queue =
        DiskQueue.open(
            directory,
            Jvms.small(),
            Clock.systemUTC(),
            line -> {
              throw new StackOverflowError();
            });
    queue.onAppend(
        ticket -> {
          throw new StackOverflowError();
        });

    Ticket ticket = queue.append(Jvms.ROUTING, 0, new byte[] {7});

    assertThat(queue.read(ticket)).containsExactly(7);
    queue.close();
  }

  @Test
  void settlingTwice_countsOnce() {
    Jvms jvms = new Jvms(directory, Jvms.small());
    Ticket ticket = jvms.append(1);
    jvms.append(2);
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
    jvms.queue.settle(List.of(ticket), new Settlement.Dead("late"));
    jvms.queue.settle(List.of(ticket), new Settlement.Retry(1, 5));
    assertThat(jvms.queue.state().pending()).isEqualTo(1);
    assertThat(jvms.queue.state().deadLetters()).isZero();
    assertThatThrownBy(() -> jvms.queue.read(ticket))
        .isInstanceOf(IOException.class)
        .hasMessage("operation 2 is settled already");
  }

  @Test
  void aRunOfSettledOperations_isOneOutcome() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tickets.add(0, jvms.append(i));
    }
    jvms.queue.settle(tickets.subList(2, 18), new Settlement.Delivered());
    assertThat(jvms.files(".ack").get(0)).hasSize(SegmentHeader.BYTES + Outcome.BYTES);
  }

  /** Whoever asks too early must not go past what an earlier JVM left. */
  @Test
  void backlog_isThereUntilItIsKnownThatThereIsNone() throws Exception {
    Jvms jvms = new Jvms(directory, Jvms.small());
    assertThat(jvms.queue.hasBacklog()).isTrue();
    jvms.queue.adopt(ticket -> {});
    assertThat(jvms.queue.hasBacklog()).isFalse();

    List<Ticket> waiting = append(jvms, 0, 1);
    assertThat(jvms.queue.hasBacklog()).isTrue();
    jvms.queue.settle(waiting, new Settlement.Delivered());
    assertThat(jvms.queue.hasBacklog()).isFalse();
  }

  @Test
  void afterClosing_nothingIsAcceptedAndNothingThrows() {
    Jvms jvms = new Jvms(directory, Jvms.small());
    Ticket ticket = jvms.append(1);
    jvms.queue.close();
    jvms.queue.close();
    jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
    assertThat(jvms.adopt()).isEmpty();
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("the queue is closed");
    assertThatThrownBy(() -> jvms.queue.read(ticket)).hasMessage("the queue is closed");
    jvms.start();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  @Test
  void anEmptyQueue_leavesNothingBehind() {
    Jvms jvms = new Jvms(directory, Jvms.small());
    assertThat(jvms.queue.state()).isEqualTo(new QueueState(0, 0, 0, 0, 0, 0, 0, null, null, null));
    jvms.queue.settle(List.of(jvms.append(1)), new Settlement.Delivered());
    jvms.queue.close();
    assertThat(jvms.app).isEmptyDirectory();
  }
}
