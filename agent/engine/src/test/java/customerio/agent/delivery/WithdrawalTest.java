package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that are taken back by whoever said them. */
class WithdrawalTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withdrawn_isNotSentAndHoldsNobodyUp(boolean deliveryIsTold) {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(1);
    rig.metric(1);
    Ticket second = rig.queue.ticket(2);
    assertThat(rig.queue.withdraw(second)).isTrue();
    if (deliveryIsTold) {
      rig.delivery.withdrawn(second);
    }
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(3));
    assertThat(rig.state().pending()).isZero();
    assertThat(rig.queue.dead()).isEmpty();
    assertThat(rig.listener.lines("dead")).isEmpty();
  }

  @Test
  void F36_droppedInAnOutage_leaveNothingInMemoryAndNobodyBehind() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int i = 1; i <= 100; i++) {
      rig.metric(i % 7);
    }
    rig.pass(Duration.ofSeconds(60));
    List<Ticket> dropped =
        List.copyOf(rig.queue.pending()).stream()
            .<Ticket>map(number -> rig.queue.ticket(number))
            .filter(rig.queue::withdraw)
            .limit(60)
            .toList();
    rig.delivery.discarded();

    assertThat(dropped).hasSize(60);
    assertThat(rig.state().pending()).isEqualTo(40);
    rig.transport.script(request -> OK);
    rig.pass(Duration.ofMinutes(10));
    assertThat(rig.state().pending()).isZero();
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void withdrawnInAnOutage_leavesNothingInMemory() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    rig.metric(1);
    rig.pass(Duration.ofSeconds(60));
    for (int i = 2; i <= 100; i++) {
      rig.metric(2);
      Ticket ticket = rig.queue.ticket(i);
      assertThat(rig.queue.withdraw(ticket)).isTrue();
      rig.delivery.withdrawn(ticket);
    }

    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(rig.state().pending()).isEqualTo(1);
  }

  @Test
  void withdrawnFromARequestThatCouldNotConnect_theRestOfItGoesOut() {
    Rig rig = new Rig();
    rig.transport.script(
        request -> {
          throw ScriptedTransport.refusedConnection();
        });
    rig.identify(1);
    rig.identify(1);
    rig.identify(1);
    rig.delivery.start();
    rig.settle();
    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2, 3));

    assertThat(rig.queue.withdraw(rig.queue.ticket(2))).isTrue();
    rig.transport.script();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.operations()).endsWith(List.of(1, 3));
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
    assertThat(rig.state().pending()).isZero();
  }

  static Stream<ScriptedTransport.Script> unknownOutcomes() {
    return Stream.of(
        request -> reply(503, ""),
        request -> {
          throw ScriptedTransport.broken();
        });
  }

  @ParameterizedTest
  @MethodSource("unknownOutcomes")
  void onceOnTheWire_itCannotBeWithdrawn(ScriptedTransport.Script outage) {
    Rig rig = Rig.started();
    rig.transport.script(outage);
    rig.metric(1);
    rig.settle();

    assertThat(rig.queue.withdraw(rig.queue.ticket(1))).isFalse();
    rig.transport.script();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void onceOnTheWire_aFailedConnectionLaterDoesNotMakeItWithdrawable() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            throw ScriptedTransport.broken();
          }
          throw ScriptedTransport.refusedConnection();
        });
    rig.metric(1);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.sent()).hasSizeGreaterThan(1);
    assertThat(rig.queue.withdraw(rig.queue.ticket(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429})
  void refusalWithoutEffect_canBeWithdrawn(int status) {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(status, "", "Retry-After", "60"));
    rig.metric(1);
    rig.settle();

    assertThat(rig.queue.withdraw(rig.queue.ticket(1))).isTrue();
  }

  @Test
  void withdrawnPair_letsBothPeopleGoOn() {
    Rig rig = new Rig();
    rig.metric(2);
    rig.merge(1, 2);
    rig.metric(1);
    rig.metric(2);
    Ticket pair = rig.queue.ticket(2);
    assertThat(rig.queue.withdraw(pair)).isTrue();
    rig.delivery.withdrawn(pair);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations().stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(1, 3, 4);
    assertThat(rig.state().pending()).isZero();
  }

  /** Whatever is withdrawn whenever: sent if and only if not withdrawn, and in order. */
  @Property(tries = 300)
  void anyWithdrawals_loseAndRepeatNothingElse(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 3) Integer> people,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 30) Integer> withdrawals,
      @ForAll @Size(max = 10) List<@IntRange(max = 2) Integer> failures,
      @ForAll long seed) {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 2), seed);
    List<Integer> left = new java.util.ArrayList<>(failures);
    rig.transport.script(
        request -> {
          int failure = left.isEmpty() ? 0 : left.remove(0);
          if (failure == 1) {
            throw ScriptedTransport.refusedConnection();
          }
          return failure == 2 ? reply(429, "") : OK;
        });
    rig.delivery.start();
    people.forEach(rig::identify);
    for (int i = 0; i < withdrawals.size(); i++) {
      Ticket ticket = rig.queue.ticket(withdrawals.get(i));
      if (ticket != null && rig.queue.withdraw(ticket) && i % 2 == 0) {
        rig.delivery.withdrawn(ticket);
      }
      if (i % 3 == 0) {
        rig.settle();
      } else if (i % 3 == 1) {
        rig.pass(Duration.ofMillis(100));
      }
    }
    rig.pass(Duration.ofHours(1));

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.queue.dead()).isEmpty();
    List<Integer> last = new java.util.ArrayList<>();
    for (int person = 1; person <= 3; person++) {
      last.clear();
      for (List<Integer> request : rig.transport.operations()) {
        for (int operation : request) {
          if (people.get(operation - 1) == person && !last.contains(operation)) {
            assertThat(last.isEmpty() || last.get(last.size() - 1) < operation).isTrue();
            last.add(operation);
          }
        }
      }
    }
    for (int operation = 1; operation <= people.size(); operation++) {
      Object outcome = rig.queue.outcomes().get((long) operation);
      assertThat(outcome).isNotNull();
    }
    assertThat(rig.delivery.destinations())
        .allSatisfy(state -> assertThat(state.pending()).isZero());
  }
}
