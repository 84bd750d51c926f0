package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.Hold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operation that fails for ever while all others pass. */
class PoisonTest {

  @Test
  void F38_aFails_bAndCOfThatPersonNeverComeBefore_overARestartToo() {
    Rig rig = poisoned(100, 1);
    int b = rig.metric(1);
    rig.settle();
    rig.restart();
    int c = rig.metric(1);
    rig.pass(Duration.ofMinutes(20));
    assertThat(rig.transport.operations()).doesNotContain(List.of(b), List.of(c));
    assertThat(rig.queue.pending()).containsExactly(1L, (long) b, (long) c);

    rig.restart();
    rig.transport.script();
    int before = rig.transport.sent().size();
    rig.pass(Duration.ofHours(1));
    assertThat(rig.transport.operations().subList(before, rig.transport.sent().size()))
        .containsExactly(List.of(1), List.of(b), List.of(c));
  }

  @Test
  void F38_aIsGivenUp_bAndCOfThatPersonComeInOrder() {
    Rig rig = poisoned(1, 1);
    int b = rig.metric(1);
    int c = rig.metric(1);
    rig.pass(Duration.ofMinutes(2));

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "exhausted: status-500"));
    List<List<Integer>> sent = rig.transport.operations();
    assertThat(sent.subList(sent.lastIndexOf(List.of(1)) + 1, sent.size()))
        .containsSubsequence(List.of(b), List.of(c));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** All others of the lane pass within the pauses of the one that fails. */
  @Test
  void F38_theLaneOfWhatFails_neverStalls() {
    Rig rig = poisoned(3, 1);
    for (int minute = 0; minute < 30; minute++) {
      int other = rig.metric(9);
      rig.pass(Duration.ofSeconds(10));
      assertThat(rig.queue.pending()).doesNotContain((long) other);
      rig.pass(Duration.ofSeconds(50));
    }
    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "exhausted: status-500"));
  }

  /**
   * What failed by itself in the run before is known for it, before anybody has passed in this one.
   */
  @Test
  void F38_theLaneOfWhatFails_neverStallsAfterARestartEither() {
    Rig rig = poisoned(100, 1);
    for (int run = 0; run < 3; run++) {
      rig.restart();
      rig.pass(Duration.ofMinutes(30));
      assertThat(rig.queue.pending()).containsExactly(1L);
    }
  }

  @Test
  void pauses_goOnDoublingOverRestarts() {
    Rig rig = poisoned(100, 16);
    for (int run = 0; run < 10; run++) {
      rig.restart();
      rig.pass(Duration.ofHours(1));
    }
    assertThat(rig.listener.lines("held"))
        .extracting(line -> line.substring(line.indexOf("for")))
        .startsWith("for 60s")
        .containsSubsequence(
            "for 120s", "for 240s", "for 480s", "for 960s", "for 1920s", "for 3600s")
        .endsWith("for 3600s");
  }

  @Test
  void attempts_areCountedOverRestarts() {
    Rig rig = poisoned(3, 16);
    for (int run = 0; run < 3; run++) {
      rig.restart();
      rig.pass(Duration.ofMinutes(5));
    }
    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "exhausted: status-500"));
    assertThat(rig.listener.lines("held")).hasSize(3);
  }

  @Test
  void outageOfDays_exhaustsNothing() {
    Rig rig = started(1);
    rig.transport.script(request -> reply(503, ""));
    for (int person = 0; person < 5; person++) {
      rig.metric(person);
    }
    rig.pass(Duration.ofHours(30));
    rig.restart();
    rig.pass(Duration.ofHours(30));
    rig.transport.script();
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.queue.deliveredCount()).isEqualTo(5);
  }

  /** While nobody else is there, it may as well be Customer.io that fails. */
  @Test
  void outageInWhichNothingElseIsSaid_exhaustsNothing() {
    Rig rig = poisoned(3, 16);
    rig.transport.script(request -> reply(500, ""));
    rig.pass(Duration.ofHours(3));
    int before = rig.transport.sent().size();
    rig.transport.script(
        request -> {
          if (!request.operations().contains(1) || rig.transport.sent().size() > before + 6) {
            return OK;
          }
          rig.metric(2);
          rig.settle();
          return reply(500, "");
        });
    rig.pass(Duration.ofHours(1));

    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void exhaustedPair_letsBothGoOn() {
    Rig rig = started(1);
    rig.transport.script(
        request -> {
          if (!request.operations().contains(1)) {
            return OK;
          }
          rig.metric(3);
          rig.settle();
          return reply(500, "");
        });
    rig.merge(1, 2);
    int one = rig.metric(1);
    int two = rig.metric(2);
    rig.pass(Duration.ofMinutes(5));

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "exhausted: status-500"));
    assertThat(rig.transport.operations()).contains(List.of(one), List.of(two));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** Operation 1, about person 1, is set aside for the first time. */
  private static Rig poisoned(int maxAttempts, int lanes) {
    Rig rig = new Rig(Rig.lanes(holds(maxAttempts), lanes), 1);
    rig.delivery.start();
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

  private static Rig started(int maxAttempts) {
    Rig rig = new Rig(holds(maxAttempts), 1);
    rig.delivery.start();
    return rig;
  }

  private static DeliverySettings holds(int maxAttempts) {
    DeliverySettings settings = Rig.SETTINGS;
    return new DeliverySettings(
        settings.lanes(),
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        settings.batch(),
        settings.retry(),
        new Hold(settings.hold().baseDelay(), settings.hold().maxDelay(), maxAttempts),
        settings.breaker(),
        settings.rate(),
        settings.window());
  }
}
