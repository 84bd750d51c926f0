package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When requests leave, and with what. */
class DeparturesTest {

  @Test
  void littleSaid_leavesAtOnce() {
    Rig rig = Rig.started();
    for (int i = 0; i < 100; i++) {
      rig.identify(i);
      rig.settle();
      rig.pass(Duration.ofMillis(6));
    }

    assertThat(rig.transport.times())
        .hasSize(100)
        .allSatisfy(at -> assertThat(at.toMillis() % 6).isZero());
    assertThat(rig.transport.operations()).allSatisfy(sent -> assertThat(sent).hasSize(1));
  }

  /** In virtual seconds, so neither the machine's speed nor its noise can change it. */
  @ParameterizedTest
  @CsvSource({"1000, 100", "3000, 300", "30000, 900"})
  void stream_fillsItsRequests(int callsASecond, int operationsARequest) {
    Rig rig = Rig.started();
    int calls = 3 * callsASecond;
    for (int i = 0; i < calls; i++) {
      rig.identify(i % 2000);
      rig.pass(Duration.ofNanos(1_000_000_000L / callsASecond));
    }
    rig.pass(Duration.ofMillis(100));

    assertThat(rig.queue.deliveredCount()).isEqualTo(calls);
    // the first of a stream leave as they come, until it is known to be one
    assertThat(rig.transport.sent().size() - 25).isLessThanOrEqualTo(calls / operationsARequest);
  }

  @Test
  void partFilledRequest_waitsATenthOfASecondAtMost() {
    Rig rig = Rig.started();
    List<Duration> said = new ArrayList<>();
    said.add(null);
    for (int i = 0; i < 2000; i++) {
      said.add(rig.time.elapsed());
      rig.identify(i);
      rig.pass(Duration.ofMillis(1));
    }
    rig.pass(Duration.ofMillis(100));

    rig.transport
        .sent()
        .forEach(
            sent ->
                sent.operations()
                    .forEach(
                        n ->
                            assertThat(sent.at().minus(said.get(n)))
                                .isLessThanOrEqualTo(Duration.ofMillis(100))));
    assertThat(rig.queue.deliveredCount()).isEqualTo(2000);
  }

  @Test
  void lanesThatComeAlong_moveOnlyWhenTheirRequestIsSettled() {
    Rig rig = stream();
    rig.pass(Duration.ofMillis(100));
    Map<Integer, Integer> people = new HashMap<>();
    Set<Integer> inFlight = new HashSet<>();
    rig.transport.script(
        request -> {
          List<Integer> sent = request.operations().stream().map(people::get).distinct().toList();
          assertThat(inFlight).doesNotContainAnyElementsOf(sent);
          inFlight.addAll(sent);
          if (people.size() < 500) {
            sayOfEverybody(rig, people);
            rig.pass(Duration.ofMillis(30));
          }
          sent.forEach(inFlight::remove);
          return ScriptedTransport.OK;
        });
    sayOfEverybody(rig, people);
    sayOfEverybody(rig, people);
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.listener.lines("fault")).isEmpty();
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void requestWithOthersThatFails_isRepeatedAndThenHalvedUntilTheGuiltyOneIsAlone() {
    Rig rig = stream();
    int guilty = rig.identify(5);
    for (int person = 0; person < 40; person++) {
      rig.identify(100 + person);
    }
    rig.transport.script(
        request ->
            request.operations().contains(guilty)
                ? ScriptedTransport.reply(400, "{}")
                : ScriptedTransport.OK);
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.queue.dead()).containsOnlyKeys((long) guilty);
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void operationThatFailsByItself_isSetAsideAndThoseWhoCameAlongGoOn() {
    Rig rig = stream();
    int guilty = rig.identify(5);
    rig.transport.script(
        request ->
            request.operations().contains(guilty)
                ? ScriptedTransport.reply(503, "")
                : ScriptedTransport.OK);
    for (int i = 0; i < 5000; i++) {
      rig.identify(i % 500);
      rig.pass(Duration.ofMillis(4));
    }
    rig.pass(Duration.ofSeconds(10));

    int ofThePersonBehind = 10;
    assertThat(rig.queue.pending()).hasSize(1 + ofThePersonBehind).contains((long) guilty);
    assertThat(rig.state().held()).isEqualTo(1);
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  /** Its lane stands still, and another's request has passed the gate before. */
  @Test
  void whatHasFailed_comesAlongWithNobody() {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() > 1) {
            return ScriptedTransport.OK;
          }
          rig.identify(4);
          return ScriptedTransport.reply(429, "", "Retry-After", "7");
        });
    rig.identify(12);
    rig.pass(Duration.ofSeconds(8));

    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2), List.of(1));
  }

  /** But for its own lane; those who wait for an interval to end would all come. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatHasFailed_takesNobodyAlong(long seed) {
    Rig rig = new Rig(Rig.batches(Rig.SETTINGS, BatchMode.ADAPTIVE, 100), seed);
    rig.delivery.start();
    rig.transport.script(ScriptedTransport.reply(429, "", "Retry-After", "7"));
    rig.identify(12);
    rig.pass(Duration.ofMillis(6_990));
    rig.identify(4);
    rig.identify(6);
    rig.identify(8);
    int ofTheSameLane = rig.identify(28);
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.operations().stream().filter(sent -> sent.contains(1)))
        .containsExactly(List.of(1), List.of(1, ofTheSameLane));
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void defectOfOurs_losesNobodyOfThoseWhoCameAlong() {
    Rig rig = stream();
    for (int person = 0; person < 40; person++) {
      rig.identify(person);
    }
    List<RuntimeException> defects = new ArrayList<>(List.of(new IllegalStateException("defect")));
    rig.transport.script(
        request -> {
          if (!defects.isEmpty()) {
            throw defects.remove(0);
          }
          return ScriptedTransport.OK;
        });
    rig.pass(Duration.ofSeconds(30));

    assertThat(rig.listener.lines("fault")).hasSize(1);
    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void stop_waitsForNoInterval() {
    Rig rig = stream();
    for (int person = 0; person < 16; person++) {
      rig.identify(person);
    }
    assertThat(rig.queue.pending()).isNotEmpty();
    rig.delivery.stopWaiting();
    rig.settle();

    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void operationsWithoutBatchForm_doNotLeaveAnIntervalApart() {
    Rig rig = stream();
    for (int i = 0; i < 300; i++) {
      rig.metric(i);
      rig.pass(Duration.ofMillis(1));
    }
    rig.pass(Duration.ofMillis(200));

    assertThat(rig.queue.pending()).isEmpty();
  }

  @Test
  void never_sendsEachAtOnceHoweverMuchIsSaid() {
    Rig rig = Rig.started(settings -> Rig.batches(settings, BatchMode.NEVER, 1000));
    for (int i = 0; i < 500; i++) {
      rig.identify(i);
      rig.settle();
    }

    assertThat(rig.transport.sent()).hasSize(500);
  }

  /** Enough was said for the next request to wait for company. */
  private static Rig stream() {
    Rig rig = Rig.started();
    for (int i = 0; i < 200; i++) {
      rig.identify(i);
      rig.pass(Duration.ofMillis(1));
    }
    rig.pass(Duration.ofMillis(20));
    return rig;
  }

  private static void sayOfEverybody(Rig rig, Map<Integer, Integer> people) {
    for (int person = 0; person < 16; person++) {
      people.put(rig.identify(person), person);
    }
  }
}
