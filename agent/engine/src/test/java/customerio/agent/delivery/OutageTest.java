package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.broken;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

  @Test
  void breaker_opensAfterFiveFailuresInARow() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          throw broken();
        });
    for (int person = 1; person <= 16; person++) {
      rig.identify(person);
    }
    rig.settle();

    assertThat(rig.listener.lines("breaker")).containsExactly("breaker CLOSED->OPEN");
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(rig.state().waiting()).isEqualTo(Waiting.BREAKER);
  }

  @Test
  void openBreaker_letsOneOperationThroughAtDoublingIntervals() {
    Rig rig = inOutage();
    int before = rig.transport.sent().size();
    Duration opened = rig.time.elapsed();
    rig.pass(Duration.ofHours(1));

    List<ScriptedTransport.Sent> probes =
        rig.transport.sent().subList(before, rig.transport.sent().size());
    assertThat(probes).allSatisfy(probe -> assertThat(probe.operations()).hasSize(1));
    assertThat(probes.subList(0, 7))
        .extracting(probe -> probe.at().minus(opened).toSeconds())
        .containsExactly(10L, 30L, 70L, 150L, 310L, 610L, 910L);
    assertThat(probes).hasSizeLessThan(20);
  }

  @Test
  void probes_tryOneOperationAfterTheOther() {
    Rig rig = inOutage();
    int before = rig.transport.sent().size();
    rig.pass(Duration.ofSeconds(80));

    List<List<Integer>> probed =
        rig.transport.operations().subList(before, rig.transport.sent().size());
    assertThat(probed).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void twoGoodProbes_openTheWayForAllInOrder() {
    Rig rig = inOutage();
    rig.transport.script();
    rig.pass(Duration.ofSeconds(11));

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.listener.lines("breaker"))
        .containsExactly(
            "breaker CLOSED->OPEN", "breaker OPEN->HALF_OPEN", "breaker HALF_OPEN->CLOSED");
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  /** What failed as a probe waits for others to try; nobody may come to tell that none are left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatFailedAsAProbe_goesOutWhenTheOthersHave(int seed) {
    Rig rig = new Rig(Rig.SETTINGS, seed);
    rig.time.overlap();
    rig.delivery.start();
    rig.transport.script(request -> reply(503, ""));
    rig.metric(1);
    rig.metric(2);
    rig.pass(Duration.ofSeconds(12));
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    rig.transport.script();
    rig.pass(Duration.ofHours(2));

    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void longOutage_losesAndReordersNothing() {
    Rig rig = Rig.started(settings -> Rig.lanes(settings, 2));
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 30; i++) {
      rig.identify(1 + i % 3);
      rig.pass(Duration.ofMinutes(20));
    }
    int before = rig.transport.sent().size();
    rig.transport.script();
    rig.pass(Duration.ofMinutes(6));

    List<Integer> arrived =
        rig.transport.operations().subList(before, rig.transport.sent().size()).stream()
            .flatMap(List::stream)
            .toList();
    assertThat(arrived).hasSize(30).doesNotHaveDuplicates();
    for (int person = 0; person < 3; person++) {
      int remainder = (person + 1) % 3;
      assertThat(arrived.stream().filter(n -> n % 3 == remainder)).isSorted();
    }
  }

  @Test
  void breakerOfOneDestination_doesNotStopAnother() {
    Rig rig = inOutage();
    rig.book.learn(5, "Basic other");
    rig.transport.script(
        request ->
            "Basic other".equals(request.request().headers().first("Authorization"))
                ? OK
                : reply(503, ""));
    int other = rig.identifyWith(5, 1);
    rig.settle();

    assertThat(rig.transport.operations()).endsWith(List.of(other));
    assertThat(rig.delivery.destinations())
        .extracting(DestinationState::label, DestinationState::breaker)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("track-us", BreakerState.OPEN),
            org.assertj.core.groups.Tuple.tuple("track-us-2", BreakerState.CLOSED));
  }

  @Test
  void refusals_areNoFailures() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(400, ""));
    for (int person = 1; person <= 20; person++) {
      rig.identify(person);
    }
    rig.settle();

    assertThat(rig.listener.lines("breaker")).isEmpty();
  }

  @Test
  void F29_pageOfACaptivePortal_isAFailureAndNoDelivery() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(200, "<html>Log in</html>"));
    for (int person = 1; person <= 8; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.queue.pending()).hasSize(8);
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    rig.transport.script();
    rig.pass(Duration.ofMinutes(6));
    assertThat(rig.queue.deliveredCount()).isEqualTo(8);
  }

  @Test
  void throttling_slowsDownAndLeavesTheBreakerAlone() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(429, ""));
    for (int person = 1; person <= 16; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.listener.lines("breaker")).isEmpty();
    assertThat(rig.queue.pending()).hasSize(16);
    assertThat(rig.state().waiting()).isEqualTo(Waiting.THROTTLED);
    // 16 lanes, pauses of 200 ms doubling to a minute
    assertThat(rig.transport.sent()).hasSizeLessThan(16 * 20);
    rig.transport.script();
    rig.pass(Duration.ofMinutes(2));
    assertThat(rig.queue.deliveredCount()).isEqualTo(16);
  }

  @Test
  void throttlingWithATime_isHonoured() {
    Rig rig = Rig.started();
    rig.transport.script(reply(429, "", "Retry-After", "120"));
    rig.identify(1);
    rig.settle();
    rig.identify(2);
    rig.pass(Duration.ofSeconds(119));
    assertThat(rig.transport.sent()).hasSize(1);

    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
    assertThat(rig.listener.lines("throttled")).containsExactly("throttled 120000ms");
  }

  @Test
  void limiter_spreadsRequests() {
    Rig rig =
        Rig.started(
            settings ->
                Rig.rates(
                    Rig.batches(settings, DeliverySettings.BatchMode.NEVER, 1),
                    new DeliverySettings.Rate(2, 2, 2, 2, Duration.ofSeconds(10))));
    for (int person = 1; person <= 6; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofSeconds(10));

    assertThat(rig.transport.times())
        .extracting(Duration::toSeconds)
        .containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
  }

  /** 32 operations of 16 people; the breaker has just opened. */
  private static Rig inOutage() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 32; i++) {
      rig.identify(1 + i % 16);
    }
    while (rig.listener.lines("breaker").isEmpty()) {
      rig.settle();
    }
    return rig;
  }
}
