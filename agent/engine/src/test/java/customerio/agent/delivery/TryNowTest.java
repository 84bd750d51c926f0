package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator may do to a breaker costs no order and no more than one request. */
class TryNowTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, Rig.KEY);

  private final Rig rig = Rig.started();

  @Test
  void wellAgain_everythingLeavesAtOnce() {
    breakDown();
    rig.transport.script();
    Duration before = rig.time.elapsed();

    rig.delivery.tryNow(TRACK);
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.time.elapsed()).isEqualTo(before);
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void stillDown_isOneRequestAndTheBreakerStaysOpen() {
    breakDown();
    int before = rig.transport.sent().size();

    rig.delivery.tryNow(TRACK);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(before + 1);
    assertThat(rig.queue.pending()).hasSize(32);
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void closedBreaker_isNotTouched() {
    rig.identify(1);
    rig.settle();

    rig.delivery.tryNow(TRACK);
    rig.settle();

    assertThat(rig.state().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(rig.transport.sent()).hasSize(1);
  }

  @Test
  void pausedDeliveries_stayPaused() {
    breakDown();
    rig.delivery.pause();
    int before = rig.transport.sent().size();

    rig.delivery.tryNow(TRACK);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(before);
  }

  @Test
  void allowance_isWhatIsLeftOfTheRate_andHowLongNothingGoes() {
    assertThat(rig.delivery.allowance(TRACK))
        .as("nobody has called there")
        .isEqualTo(new Allowance(Rig.SETTINGS.rate().track(), Duration.ZERO));

    breakDown();

    assertThat(rig.delivery.allowance(TRACK).untilNextTry())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMillis(10_002));
  }

  private void breakDown() {
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 32; i++) {
      rig.identify(1 + i % 16);
    }
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.state().waiting()).isEqualTo(Waiting.BREAKER);
  }
}
