package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {

  @Test
  void nothing_isSentBeforeTheStart() {
    Rig rig = new Rig();
    rig.identify(1);
    rig.settle();

    assertThat(rig.transport.sent()).isEmpty();
  }

  @Test
  void backlog_goesBeforeWhatIsSaidAfterARestart() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(1);
    rig.restart();
    rig.metric(1);
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void backlog_goesFirstEvenWhenItIsFoundLater() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(1);
    rig.reboot();
    rig.metric(1);
    rig.delivery.adopt(ticket -> {});
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void unreadableRecord_isADeadLetterInTheEndAndOthersGoOn() {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    rig.metric(1);
    rig.metric(1);
    rig.metric(2);
    rig.queue.damage(1);
    rig.delivery.start();
    rig.settle();
    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.transport.operations()).containsExactly(List.of(3));

    rig.pass(Duration.ofSeconds(60 + 120));
    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "unreadable"));
    assertThat(rig.listener.lines("dead")).containsExactly("dead 1 unreadable");
    assertThat(rig.transport.operations()).containsExactly(List.of(3), List.of(2));
  }

  @Test
  void recordThatCannotBeReadForAWhile_isDeliveredInOrder() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(1);
    rig.queue.damage(1);
    rig.delivery.start();
    rig.settle();
    rig.queue.mend(1);
    rig.pass(Duration.ofSeconds(60));

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void unreadableRecordInTheMiddleOfARun_isNotOvertaken() {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    rig.identify(9);
    rig.delivery.start();
    rig.settle();
    rig.transport.script(ScriptedTransport.reply(503, ""));
    rig.queue.damage(3);
    rig.transport.duringSend(
        cancellation -> {
          rig.transport.duringSend(none -> {});
          List.of(1, 1, 1, 2).forEach(rig::identify);
        });
    rig.queue.damage(4);
    rig.identify(8);
    rig.pass(Duration.ofSeconds(30));
    rig.queue.mend(4);
    rig.queue.mend(3);
    rig.pass(Duration.ofMinutes(3));

    List<Integer> arrived =
        rig.transport.operations().stream().flatMap(List::stream).distinct().toList();
    assertThat(arrived.stream().filter(n -> n >= 3 && n <= 5)).containsExactly(3, 4, 5);
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void undecodablePayload_isADeadLetterAndTheLaneGoesOn() {
    Rig rig = Rig.started();
    rig.garbage(1);
    rig.metric(1);
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "unreadable"));
    assertThat(rig.transport.operations()).containsExactly(List.of(2));
  }

  /** What is claimed already goes first, though it be given back. */
  @Test
  void recordThatCannotBeRead_waitsBehindWhatWasSaidBefore() {
    Rig rig = Rig.oneLane();
    rig.transport.script(ScriptedTransport.reply(429, "", "Retry-After", "7"));
    rig.delivery.pause();
    rig.identify(2);
    rig.identify(2);
    rig.queue.damage(2);
    rig.delivery.resume();
    rig.settle();
    rig.queue.mendAll();
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.transport.operations().stream().flatMap(List::stream)).containsExactly(1, 1, 2);
  }

  @Test
  void operationOfAnotherCredential_isNeverSentWithThisOne() {
    Rig rig = Rig.started();
    rig.metric(1);
    rig.settle();
    long stray = rig.strayMetric(1);
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(stray, "unreadable"));
    assertThat(rig.transport.operations()).containsExactly(List.of(1));
  }

  @Test
  void tooOldOperation_isADeadLetter() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.pass(Duration.ofHours(72));
    rig.metric(1);
    rig.pass(Duration.ofMillis(1));
    rig.restart();
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "expired"));
    assertThat(rig.transport.operations()).containsExactly(List.of(2));
  }
}
