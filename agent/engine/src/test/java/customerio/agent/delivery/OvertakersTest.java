package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.delivery.DeliverySettings.Rate;
import customerio.agent.queue.Ticket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** P5: a call whose answer the application needs does not overtake what was said before. */
class OvertakersTest extends OvertakersFixture {
  private static final String SAID = "PUT /api/v1/customers/2 [1]";
  private static final String CALL = "POST /api/v2/batch []";

  @Test
  void call_goesWhenWhatWasSaidBeforeIsSettled() {
    Rig rig = adaWaits();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(rig.transport.lines()).containsExactly(SAID);
    assertThat(answer).isNotDone();

    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.lines()).containsExactly(SAID, SAID, CALL);
    assertThat(answer).isCompletedWithValue(OK);
  }

  @Test
  void otherPeople_areNotWaitedFor() {
    Rig rig = adaWaits();
    CompletableFuture<Reply> answer = relay(rig, Set.of(BOB));
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.lines()).containsExactly(SAID, CALL);
  }

  @Test
  void otherNameOfAPerson_isThePerson() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, ""));
    rig.identify((int) ADA, (int) BOB);
    rig.settle();
    CompletableFuture<Reply> answer = relay(rig, Set.of(BOB));
    rig.settle();

    assertThat(answer).isNotDone();

    rig.pass(Duration.ofSeconds(1));

    assertThat(answer).isCompletedWithValue(OK);
  }

  /** Of somebody who is talked about all the time there is never nothing. */
  @Test
  void whatIsSaidLater_isNotWaitedFor() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (request.request().method().equals("PUT")) {
            rig.identify((int) ADA);
          }
          return OK;
        });
    rig.identify((int) ADA);
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    while (!answer.isDone()) {
      assertThat(rig.transport.sent()).hasSizeLessThan(10_000);
      rig.time.step();
    }

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.lines()).startsWith(SAID).endsWith(CALL);
  }

  @Test
  void whatIsOnTheShelf_isWaitedFor() {
    Rig rig = Rig.started(settings -> Rig.windows(settings, 1));
    rig.transport.script(reply(503, ""));
    rig.identify(6);
    rig.identify((int) ADA);
    rig.settle();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(answer).isNotDone();

    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.operations())
        .containsExactly(List.of(1), List.of(1), List.of(2), List.of());
  }

  @Test
  void whatEarlierJvmsLeft_isWaitedFor() {
    Rig rig = new Rig();
    rig.identify((int) ADA);
    rig.reboot();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(rig.transport.sent()).isEmpty();

    rig.delivery.adopt(ticket -> {});
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.lines()).containsExactly(SAID, CALL);
    assertThat(answer).isCompletedWithValue(OK);
  }

  @Test
  void timeIsOver_nothingIsSent() {
    Rig rig = Rig.started();
    rig.delivery.pause();
    rig.identify((int) ADA);
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.pass(Duration.ofSeconds(30));

    assertThat(failure(answer)).isExactlyInstanceOf(SocketTimeoutException.class);

    rig.delivery.resume();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.lines()).containsExactly(SAID);
  }

  @Test
  void cancelledCall_isNotSent() {
    Rig rig = Rig.started();
    rig.delivery.pause();
    rig.identify((int) ADA);
    relay(rig, Set.of(ADA)).cancel(true);
    rig.delivery.resume();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.lines()).containsExactly(SAID);
  }

  /** Nor has it a turn any more: a hundred of them would be ahead of everything at a slow pace. */
  @Test
  void cancelledCalls_takeNoPlaceInTheLimit() {
    Rate slow = new Rate(1, 1, 1, 1, Duration.ofSeconds(10));
    Rig rig = Rig.started(settings -> Rig.rates(settings, slow));
    rig.delivery.pause();
    rig.identify((int) ADA);
    for (int i = 0; i < 100; i++) {
      relay(rig, Set.of(ADA)).cancel(true);
    }
    rig.delivery.resume();
    rig.pass(Duration.ofSeconds(1));
    rig.identify((int) BOB);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void callOfATrace_waitsLikeAnyOther() {
    List<String> traces = new ArrayList<>();
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public SendObservation sending(DeliveryRequest request) {
            if (request.operations().isEmpty()) {
              traces.add(request.traceparent());
            }
            return SendObservation.NONE;
          }
        };
    Rig rig = new Rig(Rig.SETTINGS, 1, listener);
    rig.delivery.start();
    rig.delivery.pause();
    rig.identify((int) ADA);
    SynchronousRoute route = rig.delivery.synchronousRoute();
    relay(route.behind(Rig.KEY, Set.of(ADA)).within("trace one"), BATCH);
    relay(route.within("trace two").behind(Rig.KEY, Set.of(ADA)), BATCH);
    rig.settle();
    assertThat(traces).isEmpty();

    rig.delivery.resume();
    rig.settle();

    assertThat(traces).containsExactlyInAnyOrder("trace one", "trace two");
  }

  @Test
  void withdrawnOperation_isNotWaitedFor() {
    Rig rig = Rig.started();
    rig.delivery.pause();
    rig.identify((int) ADA);
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.queue.withdraw(rig.queue.ticket(1));
    rig.delivery.discarded();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.lines()).containsExactly(CALL);
  }

  /** It was never ahead, so that it leaves brings the call no nearer. */
  @Test
  void laterWordTakenBack_doesNotCount() {
    Rig rig = Rig.started();
    rig.delivery.pause();
    rig.identify((int) ADA);
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    Ticket later = rig.queue.ticket(rig.identify((int) ADA));
    rig.queue.withdraw(later);
    rig.delivery.withdrawn(later);
    rig.settle();
    assertThat(answer).isNotDone();

    rig.delivery.resume();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.lines()).containsExactly(SAID, CALL);
  }

  /** What another JVM said before it died goes in front of what waits, in the lines of both. */
  @Test
  void lateMerge_isAheadOfBoth() {
    Rig rig = Rig.started();
    rig.delivery.pause();
    rig.metric((int) ADA);
    rig.metric((int) BOB);
    rig.late((int) ADA, (int) BOB);
    rig.settle();
    CompletableFuture<Reply> adas = relay(rig, Set.of(ADA));
    CompletableFuture<Reply> bobs = relay(rig, Set.of(BOB));
    rig.settle();
    assertThat(rig.transport.sent()).isEmpty();

    rig.delivery.resume();
    rig.settle();

    assertThat(adas).isCompletedWithValue(OK);
    assertThat(bobs).isCompletedWithValue(OK);
  }

  /** Not even as the one request that shows whether Customer.io is well again. */
  @Test
  void breakerIsOpen_failsAtOnceIfItWouldOvertake() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.identify((int) ADA);
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    int sent = rig.transport.sent().size();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));

    assertThat(failure(answer)).isExactlyInstanceOf(CustomerioUnavailableException.class);
    assertThat(rig.transport.sent()).hasSize(sent);
  }

  /** What waits does not move, and the refusal is what the application has to see. */
  @Test
  void refusedCredential_isCustomeriosToRefuse() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(401, ""));
    rig.identify((int) ADA);
    rig.settle();
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(answer).isCompletedWithValue(reply(401, ""));
    assertThat(rig.transport.lines()).containsExactly(SAID, CALL);
  }

  /** What was ahead is settled while the call looks whether it has to wait at all. */
  @Test
  void callWhoseTurnComesMeanwhile_isSentOnce() {
    Rig rig = Rig.started();
    rig.transport.duringSend(cancellation -> rig.settle()); // so a second one would not be late
    rig.delivery.pause();
    rig.identify((int) ADA);
    rig.book.askedOnly(true); // as a refused credential that only a question can prove
    rig.book.whenAsked(
        () -> {
          rig.queue.withdraw(rig.queue.ticket(1));
          rig.delivery.discarded();
        });
    CompletableFuture<Reply> answer = relay(rig, Set.of(ADA));
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.lines()).containsExactly(CALL);
  }
}
