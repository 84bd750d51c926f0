package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FlushTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void hurry_triesAgainAtOnce_whileABreakerIsOpen() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 32; i++) {
      rig.identify(1 + i % 16);
    }
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.state().waiting()).isEqualTo(Waiting.BREAKER);
    rig.transport.script();
    Duration before = rig.time.elapsed();

    rig.delivery.hurry(true);
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.time.elapsed()).isEqualTo(before);
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void hurry_inAnOutageThatLasts_costsOneRequest() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 32; i++) {
      rig.identify(1 + i % 16);
    }
    rig.pass(Duration.ofSeconds(5));
    int before = rig.transport.sent().size();

    rig.delivery.hurry(true);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(before + 1);
    assertThat(rig.queue.pending()).hasSize(32);
  }

  @Test
  void hurry_endsHolds() {
    Rig rig = Rig.started();
    rig.transport.script(request -> request.operations().contains(1) ? reply(503, "") : OK);
    rig.metric(1);
    for (int i = 0; i < 10; i++) {
      rig.metric(2);
      rig.pass(Duration.ofMillis(500));
    }
    rig.metric(1);
    rig.settle();
    assertThat(rig.state().held()).isEqualTo(1);
    rig.transport.script();

    rig.delivery.hurry(true);
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.state().held()).isZero();
  }

  @Test
  void hurry_endsLingeringForAsLongAsItLasts() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.ALWAYS, 100));
    rig.identify(1);
    rig.pass(Duration.ofSeconds(1));
    rig.delivery.hurry(true);
    rig.identify(1);
    rig.settle();
    assertThat(rig.queue.pending()).isEmpty();

    rig.delivery.hurry(false);
    rig.identify(1);
    rig.settle();
    assertThat(rig.queue.pending()).hasSize(1);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** Customer.io said when; sooner only makes it later. */
  @Test
  void hurry_doesNotOverruleCustomerio() {
    Rig rig = Rig.started();
    rig.transport.script(reply(429, "", "Retry-After", "60"));
    rig.identify(1);
    rig.settle();
    assertThat(rig.state().waiting()).isEqualTo(Waiting.THROTTLED);

    rig.delivery.hurry(true);
    rig.settle();
    assertThat(rig.transport.sent()).hasSize(1);

    rig.pass(Duration.ofSeconds(61));
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void hurry_asksOnceWhetherARefusedCredentialIsGoodAgain() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(401, ""));
    rig.identify(1);
    rig.identify(2);
    rig.settle();
    assertThat(rig.state().waiting()).isEqualTo(Waiting.UNAUTHORIZED);
    rig.transport.script();

    rig.delivery.hurry(true);
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
  }

  /** A probe finds nothing to send; that another may go is what the lanes are about to hear. */
  @Test
  void lanesThatAreAboutToBeWoken_areNotAtRest() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int person = 1; person <= 8; person++) {
      rig.metric(person);
    }
    rig.pass(Duration.ofMinutes(2));
    assertThat(rig.state().breaker()).isNotEqualTo(BreakerState.CLOSED);
    rig.transport.script(request -> OK);
    List<Long> all = List.copyOf(rig.queue.pending());
    rig.queue.discard(all.subList(0, 7).stream().<Ticket>map(rig.queue::ticket).toList());

    rig.delivery.hurry(true);
    List<Object> leftAtRest = new ArrayList<>();
    rig.delivery.stopWaiting().thenRun(() -> leftAtRest.add(List.copyOf(rig.queue.pending())));
    rig.settle();

    assertThat(leftAtRest).containsExactly(List.of());
  }

  /** Somebody may have seen the lanes at rest just before they were woken. */
  @Test
  void aRound_isNotOverBecauseOfAnEarlierRest() {
    boolean[] atRest = {false};
    List<String> asked = new ArrayList<>();
    AtomicReference<Flush> flush = new AtomicReference<>();
    flush.set(
        new Flush(
            lasts -> flush.get().nothingMoves(),
            () -> atRest[0] ? 0 : 1,
            () -> {
              asked.add("at rest: " + atRest[0]);
              boolean before = atRest[0];
              atRest[0] = true;
              flush.get().nothingMoves();
              return before;
            }));

    flush.get().run(LONG);

    assertThat(asked).containsExactly("at rest: false", "at rest: true");
  }

  @Test
  void rounds_goOnAsLongAsSomethingIsSettled() {
    long[] pending = {5};
    List<String> told = new ArrayList<>();
    AtomicReference<Flush> flush = new AtomicReference<>();
    flush.set(
        new Flush(
            lasts -> {
              told.add(lasts + " " + pending[0]);
              pending[0] = lasts ? Math.max(3, pending[0] - 1) : pending[0];
              flush.get().nothingMoves();
            },
            () -> pending[0],
            () -> true));

    flush.get().run(LONG);

    assertThat(told).containsExactly("true 5", "true 4", "true 3", "false 3");
    assertThat(flush.get().isRunning()).isFalse();
  }

  /** A retry of an operator's must not bring the next one of ours forward. */
  @Test
  void whatIsSetAsideAgainMeanwhile_waitsItsWholeTime() {
    Rig rig = Rig.started();
    rig.transport.script(request -> request.operations().contains(1) ? reply(503, "") : OK);
    rig.metric(1);
    for (int i = 0; i < 10; i++) {
      rig.metric(2);
      rig.pass(Duration.ofMillis(500));
    }
    rig.delivery.hurry(true);
    rig.settle();
    rig.delivery.hurry(false);
    rig.pass(Duration.ofSeconds(10));
    assertThat(rig.listener.lines("held")).hasSize(2).last().asString().endsWith("for 120s");
    int before = rig.transport.sent().size();
    rig.pass(Duration.ofSeconds(100));

    assertThat(rig.transport.sent()).hasSize(before);
  }

  /** Two operators at once: the rest that one of them has seen is the other's as well. */
  @Test
  @Timeout(60)
  void rest_isSeenByEachWhoWaitsForIt() {
    List<String> over = new ArrayList<>();
    AtomicReference<Flush> flush = new AtomicReference<>();
    boolean[] begun = {false};
    flush.set(
        new Flush(
            lasts -> {
              flush.get().nothingMoves();
              if (!begun[0]) {
                begun[0] = true;
                flush.get().run(LONG);
                over.add("the second");
              }
            },
            () -> 1,
            () -> true));

    flush.get().run(LONG);
    over.add("the first");

    assertThat(over).containsExactly("the second", "the first");
  }

  @Test
  void nothingPending_hurriesNobody() {
    List<Boolean> told = new ArrayList<>();
    new Flush(told::add, () -> 0, () -> true).run(LONG);

    assertThat(told).containsExactly(false);
  }

  /** The second wait would last for ever. */
  @Test
  void theBudget_isForAllRounds() {
    List<Boolean> told = new ArrayList<>();
    new Flush(told::add, () -> 7 - told.size(), () -> true).run(Duration.ofNanos(1));

    assertThat(told).containsExactly(true, false);
  }
}
