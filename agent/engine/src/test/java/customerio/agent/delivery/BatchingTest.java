package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.queue.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {

  @Test
  void loneOperation_goesOutAtOnceAsTheRequestItWas() {
    Rig rig = Rig.started();

    rig.identify(5);
    rig.settle();

    assertThat(rig.transport.lines()).containsExactly("PUT /api/v1/customers/5 [1]");
    assertThat(rig.transport.times()).containsExactly(Duration.ZERO);
    assertThat(body(rig, 0)).isEqualTo("{\"n\":1}");
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void credentialAndContentType_goAlong() {
    Rig rig = Rig.started();

    rig.identify(5);
    rig.settle();

    var headers = rig.transport.sent().get(0).request().headers();
    assertThat(headers.first("Authorization")).isEqualTo("Basic key");
    assertThat(headers.first("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void operationsThatWaitForTheLane_shareARequest() {
    Rig rig = Rig.oneLane();
    sayWhileFirstIsInFlight(rig, () -> List.of(2, 3, 4).forEach(rig::identify));

    assertThat(rig.transport.lines())
        .containsExactly("PUT /api/v1/customers/1 [1]", "POST /api/v2/batch [2, 3, 4]");
    assertThat(rig.queue.deliveredCount()).isEqualTo(4);
  }

  @Test
  void lanes_doNotWaitForEachOther() {
    Rig rig = Rig.started();
    sayWhileFirstIsInFlight(
        rig,
        () -> {
          rig.identify(2);
          rig.settle();
        });

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2));
    assertThat(rig.listener.lines())
        .startsWith(
            "sending PUT /api/v1/customers/{identifier} x1 #1",
            "sending PUT /api/v1/customers/{identifier} x1 #1",
            "sent 200");
  }

  @Test
  void operationWithoutBatchForm_splitsTheRunAndKeepsTheOrder() {
    Rig rig = Rig.oneLane();
    sayWhileFirstIsInFlight(
        rig,
        () -> {
          rig.identify(2);
          rig.identify(3);
          rig.metric(2);
          rig.identify(2);
        });

    assertThat(rig.transport.lines())
        .containsExactly(
            "PUT /api/v1/customers/1 [1]",
            "POST /api/v2/batch [2, 3]",
            "POST /api/v1/metrics [4]",
            "PUT /api/v1/customers/2 [5]");
  }

  @Test
  void runsThatNeverFit_areNotReadOverAndOver() {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    for (int i = 0; i < 1000; i++) {
      rig.metric(i);
    }
    rig.delivery.start();
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.queue.deliveredCount()).isEqualTo(1000);
    assertThat(rig.queue.reads()).isLessThan(1000 + 5 * 1000);
  }

  @Test
  void batch_holdsNoMoreOperationsThanAllowed() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.ADAPTIVE, 2));
    sayWhileFirstIsInFlight(rig, () -> List.of(2, 3, 4, 5, 6).forEach(rig::identify));

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1), List.of(2, 3), List.of(4, 5), List.of(6));
  }

  @Test
  void F22_batch_isNoLargerThanAllowed() {
    Rig rig = Rig.oneLane();
    String filler = "x".repeat(20_000);
    sayWhileFirstIsInFlight(
        rig,
        () -> {
          for (int i = 2; i <= 60; i++) {
            rig.append(
                Endpoint.TRACK_IDENTIFY,
                "PUT",
                "/api/v1/customers/" + i,
                "{\"n\":" + i + ",\"filler\":\"" + filler + "\"}",
                new Routing(Rig.KEY, i, 0));
          }
        });

    rig.pass(Duration.ofMillis(100));

    assertThat(rig.transport.sent())
        .extracting(sent -> sent.request().body().length)
        .allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(480_000));
    assertThat(rig.transport.sent()).hasSize(4);
    assertThat(rig.queue.deliveredCount()).isEqualTo(60);
  }

  @Test
  void never_sendsEachByItself() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.NEVER, 1000));
    sayWhileFirstIsInFlight(rig, () -> List.of(2, 3).forEach(rig::identify));

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }

  @Test
  void always_waitsForCompany() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.ALWAYS, 1000));
    rig.identify(1);
    rig.settle();
    assertThat(rig.transport.sent()).isEmpty();

    rig.identify(2);
    rig.pass(Duration.ofMillis(5));

    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2));
    assertThat(rig.transport.times()).containsExactly(Duration.ofMillis(5));
  }

  @Test
  void always_doesNotWaitWhenTheBatchIsFull() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.ALWAYS, 2));
    rig.identify(1);
    rig.settle();
    List.of(2, 3, 4).forEach(rig::identify);
    rig.pass(Duration.ofMillis(10));

    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2), List.of(3, 4));
    assertThat(rig.transport.times()).containsExactly(Duration.ofMillis(5), Duration.ofMillis(5));
  }

  @Test
  void delayedOperation_carriesTheTimeAtWhichItWasSaid() {
    Rig rig = new Rig();
    rig.identify(5);
    rig.pass(Duration.ofSeconds(1));
    rig.delivery.start();
    rig.settle();

    assertThat(body(rig, 0)).isEqualTo("{\"_timestamp\":1795262400,\"n\":1}");
  }

  @Test
  void promptOperation_carriesNone() {
    Rig rig = new Rig();
    rig.identify(5);
    rig.pass(Duration.ofMillis(999));
    rig.delivery.start();
    rig.settle();

    assertThat(body(rig, 0)).isEqualTo("{\"n\":1}");
  }

  /** A stamp in the future would make what others write meanwhile look old. */
  @Test
  void clockThatWasSetBack_putsNothingIntoTheFuture() {
    Rig rig = new Rig();
    rig.identify(5);
    rig.time.shiftClock(Duration.ofDays(-1));
    rig.transport.script(ScriptedTransport.reply(503, ""));
    rig.delivery.start();
    rig.pass(Duration.ofSeconds(1));

    assertThat(body(rig, 0)).isEqualTo("{\"_timestamp\":1795176000,\"n\":1}");
    assertThat(rig.time.clock().millis() / 1000).isGreaterThanOrEqualTo(1795176000);
    // a request is repeated as it was
    assertThat(body(rig, 1)).isEqualTo(body(rig, 0));
    rig.restart();
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void backlogFromBeforeTheClockWasSetBack_isOfNow() {
    Rig rig = new Rig();
    rig.identify(5);
    rig.time.shiftClock(Duration.ofDays(-1));
    rig.restart();
    rig.settle();

    assertThat(body(rig, 0)).isEqualTo("{\"_timestamp\":1795176000,\"n\":1}");
  }

  @Test
  void clockThatWasSetForward_leavesTheTimeAtWhichItWasSaid() {
    Rig rig = new Rig();
    rig.identify(5);
    rig.time.shiftClock(Duration.ofDays(1));
    rig.delivery.start();
    rig.settle();

    assertThat(body(rig, 0)).isEqualTo("{\"_timestamp\":1795262400,\"n\":1}");
  }

  private static void sayWhileFirstIsInFlight(Rig rig, Runnable more) {
    rig.transport.script(
        request -> {
          if (request.operations().equals(List.of(1))) {
            more.run();
          }
          return ScriptedTransport.OK;
        });
    rig.identify(1);
    rig.settle();
  }

  private static String body(Rig rig, int request) {
    return new String(rig.transport.sent().get(request).request().body(), StandardCharsets.UTF_8);
  }
}
