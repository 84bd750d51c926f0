package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseTest {

  @Test
  void pause_keepsEverythingUntilResumed_inOrder() {
    Rig rig = Rig.oneLane();
    rig.identify(1);
    rig.settle();
    rig.delivery.pause();
    rig.identify(1);
    rig.identify(2);
    rig.identify(1);
    rig.pass(Duration.ofHours(5));

    assertThat(rig.delivery.isPaused()).isTrue();
    assertThat(rig.transport.operations()).containsExactly(List.of(1));
    assertThat(rig.state().waiting()).isEqualTo(Waiting.PAUSED);
    assertThat(rig.state().pending()).isEqualTo(3);

    rig.delivery.resume();
    rig.settle();
    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2, 3, 4));
    assertThat(rig.state().waiting()).isEqualTo(Waiting.NOTHING);
  }

  @Test
  void pause_holdsForRepeatsAndHoldsAndWhatIsNew() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.metric(1);
    rig.settle();
    rig.delivery.pause();
    rig.identifyWith(5, 1); // of a destination that nothing is known of yet
    int before = rig.transport.sent().size();
    rig.pass(Duration.ofHours(5));
    assertThat(rig.transport.sent()).hasSize(before);

    rig.book.learn(5, "Basic other");
    rig.transport.script();
    rig.settle();
    assertThat(rig.transport.sent()).hasSize(before);

    rig.delivery.resume();
    rig.pass(Duration.ofMinutes(10));
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void pause_lastsForWhatAnotherJvmLeft() {
    Rig rig = new Rig();
    rig.identify(1);
    rig.reboot();
    rig.delivery.pause();
    rig.delivery.adopt(ticket -> {});
    rig.delivery.start();
    rig.pass(Duration.ofHours(1));
    assertThat(rig.transport.sent()).isEmpty();

    rig.delivery.resume();
    rig.settle();
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void whatIsOnTheWire_isKnown() {
    Rig rig = Rig.oneLane();
    rig.identify(1);
    rig.settle();
    rig.identify(2);
    rig.identify(3);
    rig.transport.duringSend(
        cancellation ->
            assertThat(rig.delivery.sending())
                .containsExactlyInAnyOrder(rig.queue.ticket(2), rig.queue.ticket(3)));
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(2);
    assertThat(rig.delivery.sending()).isEmpty();
  }
}
