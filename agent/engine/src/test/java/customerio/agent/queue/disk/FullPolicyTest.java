package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each policy does with the operation for which there is no room. */
@Timeout(60)
class FullPolicyTest {
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir Path directory;

  @Test
  void F36_passThrough_refusesWithoutTouchingWhatIsThere() throws Exception {
    Jvms jvms = full(FullPolicy.PASS_THROUGH, Duration.ofSeconds(1));

    assertThatThrownBy(() -> append(jvms, 99)).isInstanceOf(QueueFullException.class);

    assertThat(jvms.queue.state().trouble()).startsWith("the queue is full: 61 undelivered");
    assertThat(jvms.queue.state().dropped()).isZero();
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 61));
  }

  @Test
  void F36_block_goesOnAsSoonAsThereIsRoom() throws Exception {
    Jvms jvms = jvms(FullPolicy.BLOCK, LONG);
    List<Ticket> tickets = fill(jvms);
    Thread caller = new Thread(() -> jvms.append(61));
    caller.start();
    awaitBlocked(caller);

    assertThat(jvms.queue.state().trouble()).as("nothing was refused").isNull();
    jvms.queue.settle(tickets.subList(0, 40), new Settlement.Delivered());
    caller.join();

    assertThat(jvms.queue.state().trouble()).isNull();
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(40, 62));
  }

  @Test
  void F36_block_everyCallerThatWaitsGetsItsTurn() throws Exception {
    Jvms jvms = new Jvms(directory, settings(FullPolicy.BLOCK, LONG).withMaxBytes(4096));
    Ticket first = jvms.append(0, 3000);
    List<Ticket> later = new ArrayList<>();
    CountDownLatch appended = new CountDownLatch(5);
    jvms.queue.onAppend(
        ticket -> {
          later.add(ticket); // one at a time, as there is room for one
          appended.countDown();
          jvms.queue.settle(List.of(ticket), new Settlement.Delivered());
        });
    List<Thread> callers = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      int number = i;
      Thread caller = new Thread(() -> jvms.append(number, 3000));
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      awaitBlocked(caller);
    }
    jvms.queue.settle(List.of(first), new Settlement.Delivered());
    appended.await();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(jvms.queue.state().pending()).isZero();
    assertThat(jvms.queue.state().trouble()).isNull();
  }

  @Test
  void F36_block_withoutRoomInTime_passesThrough() throws Exception {
    Jvms jvms = full(FullPolicy.BLOCK, Duration.ofMillis(1));

    assertThatThrownBy(() -> append(jvms, 99)).isInstanceOf(QueueFullException.class);

    assertThat(jvms.queue.state().trouble()).startsWith("the queue is full");
    assertThat(jvms.queue.state().pending()).isEqualTo(61);
  }

  @Test
  void F36_block_anInterruptedCaller_keepsItsFlagAndPassesThrough() throws Exception {
    Jvms jvms = full(FullPolicy.BLOCK, LONG);
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                outcome.set(append(jvms, 99));
              } catch (QueueFullException refused) {
                outcome.set(Thread.currentThread().isInterrupted());
              } catch (IOException e) {
                outcome.set(e);
              }
            });
    caller.start();
    awaitBlocked(caller);
    caller.interrupt();
    caller.join();

    assertThat(outcome).hasValue(true);
    assertThat(jvms.queue.state().pending()).isEqualTo(61);
  }

  @Test
  void F36_block_onceOneWasRefused_nobodyWaitsUntilThereIsRoom() throws Exception {
    Jvms jvms = jvms(FullPolicy.BLOCK, LONG);
    List<Ticket> tickets = fill(jvms);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> append(jvms, 98)).isInstanceOf(QueueFullException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThatThrownBy(() -> append(jvms, 99)).isInstanceOf(QueueFullException.class);

    jvms.queue.settle(tickets.subList(0, 40), new Settlement.Delivered());
    jvms.append(61);
    assertThat(jvms.queue.state().trouble()).isNull();
  }

  @Test
  void F36_block_doesNotWaitForADiskThatFails() throws Exception {
    Jvms jvms = jvms(FullPolicy.BLOCK, LONG);
    jvms.append(1);
    jvms.disk.fillUpAfter(0);

    assertThatThrownBy(() -> append(jvms, 99)).hasMessage("No space left on device");
  }

  @Test
  void F36_dropOldest_givesUpASegmentsWorthAndKeepsTheOrderOfTheRest() throws Exception {
    Jvms jvms = jvms(FullPolicy.DROP_OLDEST, LONG);
    List<Integer> told = new ArrayList<>();
    jvms.queue.onDropped(
        tickets ->
            tickets.forEach(
                ticket -> {
                  assertThat(jvms.queue.isWithdrawn(ticket)).isTrue();
                  told.add(jvms.number(ticket));
                }));
    for (int i = 0; i < 100; i++) {
      jvms.append(i);
    }

    QueueState state = jvms.queue.state();
    assertThat(state.bytes()).isLessThanOrEqualTo(10_000);
    assertThat(state.trouble()).isNull();
    assertThat(told).isEqualTo(range(0, told.size())).hasSize((int) state.dropped());
    assertThat(state.pending() + state.dropped()).isEqualTo(100);
    assertThat(state.loss())
        .isEqualTo(
            "the queue is full and gives up its oldest operations (queue.full-policy=drop-oldest): "
                + state.dropped()
                + " since start");
    assertThat(jvms.log)
        .as("one line a minute, however often")
        .containsExactly(
            "queue is full: gave up its oldest 25 undelivered operations for newer ones"
                + " (queue.full-policy=drop-oldest)");
    jvms.crash();
    List<Ticket> left = jvms.adopt();
    assertThat(jvms.numbers(left)).isEqualTo(range(told.size(), 100));
    assertThat(jvms.queue.state().deadLetters()).isZero();
  }

  @Test
  void F36_dropOldest_worriesUntilHalfIsFree() throws Exception {
    Jvms jvms = full(FullPolicy.DROP_OLDEST, LONG);
    List<Ticket> kept = new ArrayList<>();
    jvms.queue.onAppend(kept::add);
    for (int i = 61; i < 130; i++) {
      jvms.append(i);
    }
    assertThat(jvms.queue.state().loss()).isNotNull();

    jvms.queue.settle(kept, new Settlement.Delivered());
    assertThat(jvms.queue.state().loss()).isNull();
    assertThat(jvms.queue.state().dropped()).as("but stays counted").isPositive();
  }

  /** Whoever is told runs on the application's thread, whose stack may end there. */
  @Test
  void F36_dropOldest_whatIsCountedAsGivenUp_doesNotComeBack() throws Exception {
    Jvms jvms = full(FullPolicy.DROP_OLDEST, LONG);
    Error error = new StackOverflowError();
    jvms.queue.onDropped(
        tickets -> {
          throw error;
        });
    assertThatThrownBy(() -> append(jvms, 99)).isSameAs(error);
    QueueState state = jvms.queue.state();

    assertThat(state.pending() + state.dropped()).isEqualTo(61);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range((int) state.dropped(), 61));
  }

  @Test
  void F36_dropOldest_neverGivesUpWhatMayBeOnItsWay() throws Exception {
    Jvms jvms = jvms(FullPolicy.DROP_OLDEST, LONG);
    List<Ticket> flying = fill(jvms).subList(0, 5);
    assertThat(jvms.queue.begin(flying)).isTrue();
    for (int i = 61; i < 150; i++) {
      jvms.append(i);
    }

    assertThat(flying).noneMatch(jvms.queue::isWithdrawn);
    assertThat(jvms.numbers(flying)).isEqualTo(range(0, 5));
    assertThat(jvms.queue.state().bytes()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void F36_dropOldest_whenAllIsOnItsWay_passesThrough() throws Exception {
    Jvms jvms = jvms(FullPolicy.DROP_OLDEST, LONG);
    assertThat(jvms.queue.begin(fill(jvms))).isTrue();

    assertThatThrownBy(() -> append(jvms, 99)).isInstanceOf(QueueFullException.class);

    assertThat(jvms.queue.state().dropped()).isZero();
    assertThat(jvms.queue.state().trouble()).startsWith("the queue is full");
  }

  @Test
  void F36_dropOldest_beginsWithWhatDeadJvmsLeft() throws Exception {
    Jvms jvms = jvms(FullPolicy.DROP_OLDEST, LONG);
    for (int i = 0; i < 40; i++) {
      jvms.append(i);
    }
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    List<Ticket> dropped = new ArrayList<>();
    jvms.queue.onDropped(dropped::addAll);
    for (int i = 40; i < 80; i++) {
      jvms.append(i);
    }
    assertThat(dropped).isNotEmpty().isEqualTo(adopted.subList(0, dropped.size()));
  }

  private Jvms jvms(FullPolicy policy, Duration timeout) {
    return new Jvms(directory, settings(policy, timeout));
  }

  private Jvms full(FullPolicy policy, Duration timeout) {
    Jvms jvms = jvms(policy, timeout);
    fill(jvms);
    return jvms;
  }

  private static DiskQueueSettings settings(FullPolicy policy, Duration timeout) {
    return Jvms.small().withMaxBytes(10_000).withFullPolicy(policy, timeout);
  }

  /** To the last operation for which there is room: it is 61. */
  private static List<Ticket> fill(Jvms jvms) {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      tickets.add(jvms.append(i));
    }
    return tickets;
  }

  private static Ticket append(Jvms jvms, int number) throws QueueFullException, IOException {
    return jvms.queue.append(Jvms.ROUTING, 0, Jvms.payload(number, 100));
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
