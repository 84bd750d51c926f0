package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Customer.io ignores an identify that is older than what it has, with a 200. So of what is said
 * about one person each word must be dated no earlier than the one before, by its own time or by
 * its arrival. Virtual time begins in second 1795262400.
 */
class DatingTest {

  @Test
  void wordThatArrivesInItsSecond_goesOutUndated() {
    Rig rig = Rig.oneLane();
    rig.identify(2);
    rig.settle();

    assertThat(bodies(rig)).containsExactly("{\"n\":1}");
  }

  @Test
  void repeatInALaterSecond_getsTheTimeOfCapture() {
    Rig rig = Rig.oneLane();
    rig.transport.script(reply(503, ""), reply(503, ""), reply(503, ""));
    rig.identify(2);
    rig.pass(Duration.ofMillis(1400));

    assertThat(bodies(rig))
        .containsExactly(
            "{\"n\":1}", "{\"n\":1}", "{\"n\":1}", "{\"_timestamp\":1795262400,\"n\":1}");
  }

  @Test
  void wordSaidBeforeTheUndatedOneArrived_isDatedByThatArrival() {
    Rig rig = Rig.oneLane();
    rig.pass(Duration.ofMillis(900));
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(2);
            rig.time.elapse(Duration.ofMillis(300));
          }
          return OK;
        });
    rig.identify(2);
    rig.settle();

    assertThat(bodies(rig)).containsExactly("{\"n\":1}", "{\"_timestamp\":1795262401,\"n\":2}");
  }

  /** Found by generated histories: while it was on the shelf nobody of the line waited. */
  @Test
  void wordOnTheShelfWhenTheUndatedOneArrived_isDatedByThatArrivalToo() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 1));
    rig.pass(Duration.ofMillis(900));
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(2);
            rig.time.elapse(Duration.ofMillis(300));
          }
          return OK;
        });
    rig.identify(2);
    rig.settle();

    assertThat(bodies(rig)).containsExactly("{\"n\":1}", "{\"_timestamp\":1795262401,\"n\":2}");
  }

  /** Found by generated histories: the first word went by the address, the second by the id. */
  @Test
  void wordUnderAnotherName_isDatedByThatArrivalToo() {
    Rig rig = Rig.oneLane();
    rig.pass(Duration.ofMillis(900));
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(2);
            rig.identify(2, 4);
            rig.time.elapse(Duration.ofMillis(300));
          }
          return OK;
        });
    rig.identify(4);
    rig.settle();

    assertThat(bodies(rig))
        .containsExactly(
            "{\"n\":1}",
            "{\"_timestamp\":1795262401,\"n\":2}",
            "{\"_timestamp\":1795262401,\"n\":3}");
  }

  /** Both names are busy when the naming is said, so it joins them when it leaves the shelf. */
  @Test
  void wordOnTheShelfBehindItsNaming_isDatedByTheArrivalUnderItsOldName() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 2));
    rig.delivery.pause();
    rig.metric(4);
    rig.pass(Duration.ofMillis(1900));
    rig.transport.script(
        request -> {
          if (request.operations().contains(1)) {
            rig.settle(); // else it may be settled before the naming is said
          } else if (request.operations().contains(2)) {
            rig.identify(4, 2);
            rig.identify(2);
            rig.time.elapse(Duration.ofMillis(300));
          }
          return OK;
        });
    rig.identify(2);
    rig.delivery.resume();
    rig.settle();

    assertThat(bodies(rig)).last().isEqualTo("{\"_timestamp\":1795262402,\"n\":4}");
  }

  @Test
  void wordSaidBeforeTheUndatedOneArrivedWithAnotherLane_isDatedByThatArrival() {
    Rig rig = Rig.started();
    int stream = 100;
    while (rig.time.elapsed().toMillis() < 860) {
      rig.identify(stream++);
      rig.pass(Duration.ofMillis(4));
    }
    int before = rig.transport.sent().size();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == before + 1) {
            rig.identify(2);
            rig.identify(4);
            rig.time.elapse(Duration.ofMillis(200));
          }
          return OK;
        });
    int first = rig.identify(2);
    int second = rig.identify(4);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.operations().get(before)).contains(first, second);
    assertThat(bodies(rig).get(before)).doesNotContain("timestamp");
    String later = String.join("", bodies(rig).subList(before + 1, bodies(rig).size()));
    assertThat(later).contains("1795262401").doesNotContain("1795262400");
  }

  @Test
  void wordAboutSomebodyElse_keepsItsOwnTime() {
    Rig rig = Rig.oneLane();
    rig.pass(Duration.ofMillis(900));
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(4);
            rig.time.elapse(Duration.ofMillis(300));
          }
          return OK;
        });
    rig.identify(2);
    rig.settle();

    assertThat(bodies(rig)).containsExactly("{\"n\":1}", "{\"_timestamp\":1795262400,\"n\":2}");
  }

  private static List<String> bodies(Rig rig) {
    return rig.transport.sent().stream()
        .map(sent -> new String(sent.request().body(), UTF_8))
        .toList();
  }
}
