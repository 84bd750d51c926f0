package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
    List<Long> before = List.of((long) rig.metric(1), (long) rig.metric(1));
    var left = before.stream().map(rig.queue::ticket).toList();
    rig = takeOver(rig);
    rig.metric(1);
    left.forEach(rig.delivery::backlog);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void unreadableRecord_isADeadLetterAndTheLaneGoesOn() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(1);
    rig.queue.damage(1);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(java.util.Map.entry(1L, "unreadable"));
    assertThat(rig.listener.lines("dead")).containsExactly("dead 1 unreadable");
    assertThat(rig.transport.operations()).containsExactly(List.of(2));
  }

  @Test
  void undecodablePayload_isADeadLetterAndTheLaneGoesOn() {
    Rig rig = Rig.started();
    rig.garbage(1);
    rig.metric(1);
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(java.util.Map.entry(1L, "unreadable"));
    assertThat(rig.transport.operations()).containsExactly(List.of(2));
  }

  @Test
  void operationOfAnotherCredential_isNeverSentWithThisOne() {
    Rig rig = Rig.started();
    rig.metric(1);
    rig.settle();
    long stray = rig.strayMetric(1);
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(java.util.Map.entry(stray, "unreadable"));
    assertThat(rig.transport.operations()).containsExactly(List.of(1));
  }

  @Test
  void tooOldOperation_isADeadLetter() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.pass(Duration.ofHours(72));
    rig.metric(1);
    rig.pass(Duration.ofMillis(1));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(java.util.Map.entry(1L, "expired"));
    assertThat(rig.transport.operations()).containsExactly(List.of(2));
  }

  private static Rig takeOver(Rig rig) {
    rig.reboot();
    return rig;
  }
}
