package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no code expects: a stack that is full, a heap that is full. */
class ErrorsTest {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(6);

  @ParameterizedTest
  @EnumSource(
      value = MemoryQueue.Step.class,
      names = {"READ", "BEGIN", "SETTLE"})
  void F32_errorInALane_delaysItAndLosesNothing(MemoryQueue.Step step) {
    for (Error error : new Error[] {new StackOverflowError(), new OutOfMemoryError("heap")}) {
      Rig rig = Rig.oneLane();
      rig.identify(1);
      rig.settle();
      rig.queue.failOnce(step, error);
      rig.identify(2);
      rig.identify(3);
      rig.settle();
      assertThat(rig.listener.lines("fault")).hasSize(1);
      assertThat(rig.queue.deliveredCount()).isLessThan(3);

      rig.pass(LONGEST_PAUSE);
      assertThat(rig.queue.deliveredCount()).isEqualTo(3);
      assertThat(rig.queue.pending()).isEmpty();
    }
  }

  /** What Customer.io has not taken is given back, so that it can be withdrawn. */
  @Test
  void F32_errorWhileSomethingIsGivenBack_losesNothing() {
    Rig rig = Rig.oneLane();
    rig.transport.script(
        request ->
            rig.transport.sent().size() == 1
                ? ScriptedTransport.reply(429, "")
                : ScriptedTransport.OK);
    rig.queue.failOnce(MemoryQueue.Step.RELEASE, new StackOverflowError());
    rig.identify(1);
    rig.settle();
    assertThat(rig.listener.lines("fault")).hasSize(1);

    rig.pass(Duration.ofMinutes(1));
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  /** Setting something aside fails when the lane is busy with the next: it has no time for both. */
  @Test
  void F32_errorAfterTheLaneHasGoneOn_leavesTheLaneAlone() {
    Rig rig = Rig.started(settings -> Rig.lanes(settings, 2));
    Set<Integer> inFlight = new HashSet<>();
    List<String> together = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger();
    rig.transport.script(
        request -> {
          if (request.operations().contains(1)) {
            rig.metric(2); // of the other lane, so this one fails by itself
            rig.settle();
            if (failures.incrementAndGet() == 3) {
              rig.metric(3);
              rig.metric(3);
              rig.queue.failOnce(MemoryQueue.Step.SETTLE, new OutOfMemoryError("heap"));
            }
            return ScriptedTransport.reply(500, "");
          }
          if (failures.get() >= 3 && request.line().contains("metrics")) {
            inFlight.addAll(request.operations());
            rig.pass(LONGEST_PAUSE);
            if (inFlight.size() > 1) {
              together.add(inFlight.toString());
            }
            inFlight.removeAll(request.operations());
          }
          return ScriptedTransport.OK;
        });
    rig.metric(1);
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.listener.lines("fault")).hasSize(1);
    assertThat(together).isEmpty();
    rig.transport.script();
    rig.pass(Duration.ofMinutes(10));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** Nobody else would ever look at the shelf again. */
  @ParameterizedTest
  @EnumSource(
      value = MemoryQueue.Step.class,
      names = {"UNSHELVE", "UNSHELVE_MORE"})
  void F32_errorWhileTheShelfIsRead_delaysItAndLosesNothing(MemoryQueue.Step step) {
    for (Error error : new Error[] {new StackOverflowError(), new OutOfMemoryError("heap")}) {
      Rig rig = Rig.started(settings -> Rig.windows(Rig.lanes(settings, 1), 2));
      rig.delivery.pause();
      for (int person = 1; person <= 9; person++) {
        rig.identify(person);
      }
      rig.queue.failOnce(step, error);
      rig.delivery.resume();
      rig.settle();
      assertThat(rig.listener.lines("fault")).hasSize(1);

      rig.pass(LONGEST_PAUSE);
      assertThat(rig.queue.deliveredCount()).isEqualTo(9);
      assertThat(rig.queue.pending()).isEmpty();
    }
  }

  /** Other lanes know nothing of it. */
  @Test
  void F32_errorInOneLane_leavesTheOthersAlone() {
    Rig rig = Rig.started();
    rig.identify(0);
    rig.settle();
    rig.queue.failOnce(MemoryQueue.Step.BEGIN, new StackOverflowError());
    for (int person = 1; person <= 100; person++) {
      rig.identify(person);
    }
    rig.settle();

    assertThat(rig.listener.lines("fault")).hasSize(1);
    assertThat(rig.queue.deliveredCount()).isGreaterThan(50);
    rig.pass(LONGEST_PAUSE);
    assertThat(rig.queue.deliveredCount()).isEqualTo(101);
  }
}
