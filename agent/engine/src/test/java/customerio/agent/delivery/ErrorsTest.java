package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
