package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {

  @Test
  void stop_sendsWhatCanBeSentAtOnce() {
    Rig rig = new Rig();
    for (int person = 1; person <= 100; person++) {
      rig.identify(person);
    }
    rig.delivery.start();
    CompletableFuture<Void> quiet = rig.delivery.stopWaiting();
    assertThat(quiet).isNotDone();
    rig.settle();

    assertThat(quiet).isCompleted();
    assertThat(rig.queue.deliveredCount()).isEqualTo(100);
  }

  @Test
  void stop_doesNotWaitForRetries() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.identify(1);
    rig.settle();
    CompletableFuture<Void> quiet = rig.delivery.stopWaiting();
    rig.settle();

    assertThat(quiet).isCompleted();
    assertThat(rig.queue.pending()).containsExactly(1L);
  }

  @Test
  void stop_triesWhatFailsByItselfNotAgainAndAgain() {
    Rig rig = Rig.started();
    rig.transport.script(request -> request.operations().contains(1) ? reply(503, "") : OK);
    rig.metric(1);
    for (int i = 0; i < 10; i++) {
      rig.metric(2);
      rig.pass(Duration.ofMillis(500));
    }
    assertThat(rig.state().held()).isEqualTo(1);
    int before = rig.transport.sent().size();
    rig.transport.duringSend(cancellation -> rig.delivery.stopWaiting());
    rig.pass(Duration.ofSeconds(70));

    assertThat(rig.transport.sent()).hasSize(before + 1);
    assertThat(rig.delivery.stopWaiting()).isCompleted();
    assertThat(rig.queue.pending()).containsExactly(1L);
  }

  @Test
  void stop_waitsForNoCompany() {
    Rig rig =
        Rig.started(settings -> Rig.batches(settings, DeliverySettings.BatchMode.ALWAYS, 1000));
    rig.identify(1);
    rig.settle();
    rig.identify(2);
    rig.settle();
    assertThat(rig.queue.pending()).contains(2L);
    rig.delivery.stopWaiting();
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void stop_doesNotWaitForTheBreakerOrCredentials() {
    Rig rig = Rig.started();
    rig.identify(1);
    rig.settle();
    rig.book.forget(Rig.KEY);
    rig.identify(2);
    rig.settle();
    CompletableFuture<Void> quiet = rig.delivery.stopWaiting();
    rig.settle();

    assertThat(quiet).isCompleted();
    assertThat(rig.queue.pending()).containsExactly(2L);
  }

  @Test
  void stop_ofAnIdleDelivery_isImmediate() {
    assertThat(Rig.started().delivery.stopWaiting()).isCompleted();
    assertThat(new Rig().delivery.stopWaiting()).isCompleted();
  }

  @Test
  void afterTheBudget_nothingIsSentAnyMore() {
    Rig rig = Rig.started();
    rig.identify(1);
    rig.delivery.stop(Duration.ZERO);
    rig.identify(2);
    rig.identifyWith(0, 3);
    rig.pass(Duration.ofHours(1));

    assertThat(rig.transport.sent()).isEmpty();
    assertThat(rig.queue.pending()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatStopLeaves_isDeliveredByTheNextJvm() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    List.of(1, 2, 3).forEach(rig::identify);
    rig.settle();
    rig.delivery.stop(Duration.ZERO);
    rig.transport.script(request -> OK);
    rig.restart();
    rig.settle();

    assertThat(rig.queue.deliveredCount()).isEqualTo(3);
  }
}
