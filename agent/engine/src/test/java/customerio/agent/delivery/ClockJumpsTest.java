package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is set while retries wait, or between two runs. */
class ClockJumpsTest {

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P1D", "PT0.3S", "P-3650D"})
  void F11_clockSetWhileARetryWaits_changesNothing(String jump) {
    Rig rig = failingAlone();
    rig.transport.script();
    rig.time.shiftClock(Duration.parse(jump));
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.queue.pending()).containsExactly(1L);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.pending()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-1D", "P-3650D"})
  void F11_clockSetBackBetweenTwoRuns_delaysNoRetryBeyondItsPause(String jump) {
    Rig rig = failingAlone();
    rig.transport.script();
    rig.time.shiftClock(Duration.parse(jump));
    rig.restart();
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.queue.pending()).containsExactly(1L);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** What fails again is put off again, for longer: it is tried once in a run, not in a loop. */
  @Test
  void F11_clockSetForwardBetweenTwoRuns_startsNoStorm() {
    Rig rig = failingAlone();
    rig.time.shiftClock(Duration.ofDays(1));
    rig.restart();
    rig.pass(Duration.ofSeconds(30));
    long sends = rig.transport.operations().stream().filter(List.of(1)::equals).count();
    assertThat(sends).isEqualTo(6);
    assertThat(rig.listener.lines("held")).last().asString().endsWith(" for 120s");
  }

  @Test
  void F11_clockSetForwardWhileRunning_expiresNothing() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofMinutes(1));
    rig.time.shiftClock(Duration.ofDays(30));
    rig.identify(2);
    rig.transport.script();
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
  }

  @Test
  void F11_clockSetBackWhileRunning_expiresWhatIsTooOldAllTheSame() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofMinutes(1));
    rig.time.shiftClock(Duration.ofDays(-30));
    rig.pass(Duration.ofHours(72));

    assertThat(rig.queue.dead()).containsOnly(java.util.Map.entry(1L, "expired"));
  }

  /** Written while the clock was ahead: it is of the future, and not older than what is new. */
  @Test
  void F11_backlogOfTheFuture_isDeliveredLikeNew() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.time.shiftClock(Duration.ofDays(30));
    rig.identify(1);
    rig.time.shiftClock(Duration.ZERO);
    rig.transport.script();
    rig.restart();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  /** Operation 1 has failed three times while others passed, and is held for a minute now. */
  private static Rig failingAlone() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (!request.operations().contains(1)) {
            return OK;
          }
          rig.metric(2);
          rig.settle();
          return reply(500, "");
        });
    rig.metric(1);
    rig.settle();
    while (rig.listener.lines("held").isEmpty()) {
      rig.pass(rig.time.untilNext());
    }
    return rig;
  }
}
