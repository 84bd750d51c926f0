package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backlog and what is said now share a lane half and half. */
class FairnessTest {

  @Test
  void afterARestart_liveOperationsShareTheNextBatch() {
    Rig rig = new Rig(Rig.batches(Rig.lanes(Rig.SETTINGS, 1), BatchMode.ADAPTIVE, 4), 1);
    for (int person = 1; person <= 8; person++) {
      rig.identify(person);
    }
    rig.restart();
    rig.identify(21);
    rig.identify(22);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.operations())
        .containsExactly(List.of(9, 1, 10, 2), List.of(3, 4, 5, 6), List.of(7, 8));
  }

  @Test
  void afterAnOutage_liveOperationsDoNotWaitForTheBacklog() {
    Rig rig = inOutage();
    for (int person = 101; person <= 140; person++) {
      rig.identify(person);
    }
    int before = rig.transport.sent().size();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == before + 4) {
            rig.identify(201);
          }
          return ScriptedTransport.OK;
        });
    rig.pass(Duration.ofMinutes(1));

    int live = 5 + 40 + 1;
    List<List<Integer>> batches =
        rig.transport.operations().subList(before, rig.transport.sent().size());
    int place = batches.indexOf(batches.stream().filter(b -> b.contains(live)).findFirst().get());
    assertThat(place).isLessThanOrEqualTo(5);
    assertThat(batches.size() - place).isGreaterThan(5);
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void afterAnOutage_whoeverWaitsInTheBacklogKeepsTheirOrder() {
    Rig rig = inOutage();
    for (int person = 101; person <= 120; person++) {
      rig.identify(person);
    }
    int last = rig.identify(121);
    int before = rig.transport.sent().size();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == before + 3) {
            rig.identify(121);
          }
          return ScriptedTransport.OK;
        });
    rig.pass(Duration.ofMinutes(1));

    List<Integer> order = rig.transport.operations().stream().flatMap(List::stream).toList();
    assertThat(order.indexOf(last + 1)).isGreaterThan(order.indexOf(last));
    assertThat(rig.queue.pending()).isEmpty();
  }

  /** A lane of small batches whose first five operations have opened the breaker. */
  private static Rig inOutage() {
    Rig rig = Rig.started(settings -> Rig.batches(Rig.lanes(settings, 1), BatchMode.ADAPTIVE, 4));
    rig.transport.script(
        request -> {
          throw ScriptedTransport.broken();
        });
    for (int person = 1; person <= 5; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofSeconds(30));
    assertThat(rig.state().breaker()).isNotEqualTo(BreakerState.CLOSED);
    return rig;
  }
}
