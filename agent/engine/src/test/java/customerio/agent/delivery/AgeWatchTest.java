package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgeWatchTest {

  @Test
  void whatWaitsForThreeQuartersOfTheTime_isToldAboutAndAgainEverySixHours() {
    Rig rig = Rig.started();
    rig.identify(1);
    rig.settle();
    rig.transport.script(request -> ScriptedTransport.reply(503, ""));
    rig.identify(2);
    rig.pass(Duration.ofHours(54).minusSeconds(1));
    assertThat(rig.listener.lines("aging")).isEmpty();

    rig.pass(Duration.ofHours(13));
    assertThat(rig.listener.lines("aging")).containsExactly("aging 54h", "aging 60h", "aging 66h");
  }

  @Test
  void credentialThatNeverComes_isToldAbout() {
    Rig rig = new Rig();
    rig.identify(1);
    rig.book.forget(Rig.KEY);
    rig.restart();
    rig.pass(Duration.ofHours(55));

    assertThat(rig.listener.lines("aging")).containsExactly("aging 54h");
  }

  @Test
  void operationThatFailsByItself_isToldAbout() {
    Rig rig = Rig.started();
    int bad = rig.identify(1);
    rig.transport.script(
        request ->
            request.operations().contains(bad)
                ? ScriptedTransport.reply(503, "")
                : ScriptedTransport.OK);
    for (int hour = 0; hour < 55; hour++) {
      for (int minute = 0; minute < 60; minute++) {
        rig.identify(2);
        rig.pass(Duration.ofMinutes(1));
      }
    }

    assertThat(rig.listener.lines("aging")).containsExactly("aging 54h");
    assertThat(rig.queue.pending()).containsExactly((long) bad);
  }

  @Test
  void outageThatEnds_isNotToldAbout() {
    Rig rig = Rig.started();
    rig.identify(1);
    rig.settle();
    rig.transport.script(request -> ScriptedTransport.reply(503, ""));
    rig.identify(2);
    rig.pass(Duration.ofHours(50));
    rig.transport.script(request -> ScriptedTransport.OK);
    rig.pass(Duration.ofHours(1));
    rig.transport.script(request -> ScriptedTransport.reply(503, ""));
    rig.identify(3);
    rig.pass(Duration.ofHours(53));

    assertThat(rig.listener.lines("aging")).isEmpty();
  }

  @Test
  void adoptedOperationThatIsOldButGoesAtOnce_isNotToldAbout() {
    Rig rig = new Rig();
    rig.identify(1);
    rig.pass(Duration.ofHours(60));
    rig.restart();
    rig.pass(Duration.ofHours(10));

    assertThat(rig.listener.lines("aging")).isEmpty();
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }
}
