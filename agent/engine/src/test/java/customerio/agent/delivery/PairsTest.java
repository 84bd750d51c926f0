package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that concern two people: sent once, in the order of both. */
class PairsTest {

  /** 16 lanes: 2 has a lane of its own, 17 shares that of 1. */
  @ParameterizedTest
  @ValueSource(ints = {2, 17})
  void F39_mergeRacingWithIdentifies_waitsForBothAndBothWaitForIt(int other) {
    Rig rig = new Rig();
    rig.metric(1);
    rig.metric(other);
    rig.metric(other);
    rig.merge(1, other);
    rig.metric(1);
    rig.metric(other);
    rig.delivery.start();
    rig.settle();

    List<Integer> order = rig.transport.operations().stream().flatMap(List::stream).toList();
    assertThat(order).hasSize(6).doesNotHaveDuplicates();
    assertThat(order.subList(0, 3)).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(order.get(3)).isEqualTo(4);
    assertThat(rig.queue.deliveredCount()).isEqualTo(6);
    assertThat(rig.state().pending()).isZero();
  }

  @Test
  void mergeWithOneself_isAnOrdinaryOperation() {
    Rig rig = Rig.started();
    rig.merge(1, 1);
    rig.metric(1);
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void crosswisePairs_doNotBlockEachOther() {
    Rig rig = new Rig();
    rig.merge(1, 2);
    rig.merge(2, 3);
    rig.merge(3, 1);
    rig.merge(2, 1);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
  }

  @Test
  void pairThatWaits_doesNotStopOthersOfTheLane() {
    Rig rig = new Rig();
    rig.transport.script(
        request -> request.operations().contains(1) ? reply(503, "", "Retry-After", "2") : OK);
    rig.metric(2);
    rig.merge(1, 2);
    rig.metric(17);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactlyInAnyOrder(List.of(1), List.of(3));
    rig.transport.script();
    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.transport.operations()).endsWith(List.of(1), List.of(2));
  }

  @Test
  void refusedPair_letsBothGoOn() {
    Rig rig = Rig.started();
    rig.transport.script(request -> request.operations().contains(1) ? reply(400, "") : OK);
    rig.merge(1, 2);
    rig.metric(1);
    rig.metric(2);
    rig.settle();

    assertThat(rig.queue.dead()).containsOnlyKeys(1L);
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
  }

  @Test
  void pairThatFailsByItself_isHeldWithBothPeople() {
    Rig rig = Rig.started();
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
    int later = rig.metric(1);
    int laterStill = rig.metric(2);
    rig.pass(Duration.ofSeconds(10));
    assertThat(rig.queue.pending()).containsExactly(1L, (long) later, (long) laterStill);
    assertThat(rig.state().held()).isEqualTo(2);

    rig.transport.script();
    int before = rig.transport.sent().size();
    rig.pass(Duration.ofMinutes(1));
    assertThat(rig.transport.operations().subList(before, before + 3))
        .startsWith(List.of(1))
        .contains(List.of(later), List.of(laterStill));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** The backlog goes in front, where each of the two would be first in one line for ever. */
  @Test
  void pairOfALateBacklog_doesNotCrossOneThatWaits() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (request.operations().equals(List.of(1))) {
            int late = rig.merge(1, 2); // met in line 1 only: 2's lane is busy with this
            rig.settle();
            rig.late(1, 2);
            rig.settle();
            assertThat(late).isEqualTo(2);
          }
          return OK;
        });
    rig.metric(2);
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void pairOfABacklog_isTakenOverOnce() {
    Rig rig = new Rig();
    rig.metric(1);
    rig.merge(1, 2);
    rig.metric(2);
    rig.restart();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(3));
  }
}
