package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.broken;
import static customerio.agent.delivery.ScriptedTransport.refusedConnection;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

  @Test
  void failure_isRepeatedAfterDoublingPauses() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, ""), reply(500, ""), reply(502, ""), reply(524, ""));
    rig.identify(1);
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.transport.times())
        .extracting(Duration::toMillis)
        .containsExactly(0L, 200L, 600L, 1400L, 3000L);
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void repeatOfABatch_isTheSameToTheByte() {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    rig.identify(1);
    rig.identify(2);
    rig.delivery.start();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(3);
            throw broken();
          }
          return OK;
        });
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1, 2), List.of(1, 2), List.of(3));
    assertThat(rig.transport.sent().get(1).request().body())
        .isEqualTo(rig.transport.sent().get(0).request().body());
  }

  @Test
  void retryAfter_wins() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, "", "Retry-After", "3"));
    rig.identify(1);
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.transport.times()).containsExactly(Duration.ZERO, Duration.ofSeconds(3));
  }

  @Test
  void longRetryAfter_stopsTheWholeDestination() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, "", "Retry-After", "600"));
    rig.identify(1);
    rig.settle();
    rig.identify(2);
    rig.pass(Duration.ofSeconds(599));
    assertThat(rig.transport.operations()).containsExactly(List.of(1));
    assertThat(rig.state().waiting()).isEqualTo(Waiting.THROTTLED);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
  }

  @Test
  void otherRefusals_areNotRepeated() {
    Rig rig = Rig.started();
    rig.transport.script(reply(422, ""));
    rig.identify(1);
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.sent()).hasSize(1);
  }

  @Test
  void operationThatFailsWhileOthersPass_isSetAsideWithItsPerson() {
    Rig rig = Rig.oneLane();
    rig.transport.script(request -> request.operations().contains(2) ? reply(500, "") : OK);
    rig.metric(9);
    rig.settle();
    int guilty = rig.metric(1);
    rig.settle();
    rig.metric(8);
    rig.metric(1);
    rig.metric(7);
    rig.pass(Duration.ofSeconds(40));

    // nobody else passed since it began to fail, so the breaker had its say first
    assertThat(rig.listener.lines("breaker"))
        .containsExactly(
            "breaker CLOSED->OPEN",
            "breaker OPEN->HALF_OPEN",
            "breaker HALF_OPEN->OPEN",
            "breaker OPEN->HALF_OPEN",
            "breaker HALF_OPEN->CLOSED");
    assertThat(rig.transport.operations()).contains(List.of(3), List.of(5));
    assertThat(rig.transport.operations()).doesNotContain(List.of(4));
    assertThat(rig.state().held()).isEqualTo(1);
    assertThat(rig.queue.ticket(guilty).attempts()).isPositive();
  }

  @Test
  void heldOperation_isTriedAgainAfterItsTimeAndGoesFirst() {
    Rig rig = failingAlone();

    assertThat(rig.listener.lines("held")).containsExactly("held after 3 for 60s");
    assertThat(rig.queue.ticket(1))
        .isEqualTo(
            new MemoryQueue.Kept(
                1,
                rig.queue.ticket(1).routing(),
                rig.queue.ticket(1).capturedAtMillis(),
                rig.queue.ticket(1).payloadBytes(),
                1,
                rig.time.clock().millis() + 60_000));
    int later = rig.metric(1);
    rig.transport.script();
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.queue.pending()).containsExactly(1L, (long) later);

    int before = rig.transport.sent().size();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.transport.operations().subList(before, rig.transport.sent().size()))
        .containsExactly(List.of(1), List.of(later));
  }

  @Test
  void holds_doubleUpToAnHour() {
    Rig rig = failingAlone();
    rig.transport.script(request -> request.operations().contains(1) ? reply(500, "") : OK);
    for (int i = 0; i < 8; i++) {
      rig.pass(Duration.ofHours(1));
      rig.pass(Duration.ofSeconds(10));
      rig.metric(2);
      rig.settle();
    }

    assertThat(rig.listener.lines("held"))
        .extracting(line -> line.substring(line.indexOf("for")))
        .startsWith("for 60s", "for 120s", "for 240s", "for 480s", "for 960s", "for 1920s")
        .endsWith("for 3600s");
  }

  @Test
  void hold_survivesARestart() {
    Rig rig = failingAlone();
    int later = rig.metric(1);
    rig.transport.script();
    int before = rig.transport.sent().size();
    rig.restart();
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.transport.sent()).hasSize(before);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.transport.operations().subList(before, rig.transport.sent().size()))
        .containsExactly(List.of(1), List.of(later));
  }

  @Test
  void failingBatch_isMadeSmallerUntilTheGuiltyOneStandsAlone() {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 2), 1);
    rig.transport.script(
        request -> {
          // somebody of the other lane always passes
          if (request.operations().contains(6)) {
            rig.identify(1);
            rig.settle();
            return reply(500, "");
          }
          return OK;
        });
    for (int person = 2; person <= 20; person += 2) {
      rig.identify(person);
    }
    rig.delivery.start();
    rig.pass(Duration.ofSeconds(30));

    assertThat(rig.queue.pending()).containsExactly(6L);
    assertThat(rig.state().held()).isEqualTo(1);
    assertThat(rig.listener.lines("breaker")).isEmpty();
  }

  @Test
  void attempts_countOnlyWhatMayHaveBeenSent() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (request.operations().contains(1)) {
            rig.metric(2);
            rig.settle();
            throw rig.transport.sent().size() < 4 ? refusedConnection() : broken();
          }
          return OK;
        });
    rig.metric(1);
    rig.pass(Duration.ofSeconds(10));

    assertThat(rig.listener.lines("held")).singleElement().asString().startsWith("held after 2 ");
  }

  @Test
  void deliveredOperations_areSettledOnce() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofHours(2));

    assertThat(rig.queue.outcomes())
        .containsExactly(java.util.Map.entry(1L, new Settlement.Delivered()));
  }

  /** Operation 1 has failed three times while others passed, and is held now. */
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
