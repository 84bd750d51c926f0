package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.simulator.state.PersonEvent;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.Result;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsTest {

  private static final PersonKey BOB = PersonKey.id("bob");
  private static final String ULID = "01HXABCDEFGHJKMNPQRSTVWXYZ";

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @Test
  void eventsOfAPerson_keepTheirArrivalOrderAndTheirOwnTime() {
    event("{\"name\":\"a\",\"timestamp\":20}");
    event("{\"name\":\"b\",\"timestamp\":10,\"id\":\"" + ULID + "\"}");
    event("{\"name\":\"c\"}");

    assertThat(simulator.person(BOB).events())
        .containsExactly(
            new PersonEvent("event", "a", null, 20_000),
            new PersonEvent("event", "b", ULID, 10_000),
            new PersonEvent("event", "c", null, 1_700_000_000_000L));
  }

  @Test
  void sameId_isADuplicate_acrossEndpointsAndPeople() {
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");
    simulator.batch(
        "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"ann\"},"
            + "\"name\":\"a\",\"id\":\""
            + ULID
            + "\"}");
    simulator.track("POST", "/api/v1/events", "{\"name\":\"a\",\"id\":\"" + ULID + "\"}");

    assertThat(simulator.results())
        .containsExactly(Result.APPLIED, Result.DUPLICATE, Result.DUPLICATE);
    assertThat(simulator.person(PersonKey.id("ann"))).isNull();
    assertThat(simulator.get().state().workspace("shop").repeatedEventIds())
        .isEqualTo(Map.of(ULID, 3));
    assertThat(simulator.get().state().counts())
        .isEqualTo(Map.of(Result.APPLIED, 1L, Result.DUPLICATE, 2L));
  }

  @Test
  void sameIdInAnotherWorkspace_isNoDuplicate() {
    String body = "{\"name\":\"a\",\"id\":\"" + ULID + "\"}";
    event(body);
    simulator.send(
        simulator.request(
            Family.TRACK,
            Region.US,
            "POST",
            "/api/v1/customers/bob/events",
            RunningSimulator.basic("site-b:key-b"),
            body));

    assertThat(simulator.results()).containsExactly(Result.APPLIED, Result.APPLIED);
  }

  @Test
  void sameContentWithoutId_isTwoEvents() {
    event("{\"name\":\"a\"}");
    event("{\"name\":\"a\"}");

    assertThat(simulator.person(BOB).eventNames()).containsExactly("a", "a");
  }

  @Test
  void refusedEvent_doesNotUseUpItsId() {
    event("{\"id\":\"" + ULID + "\"}");
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");

    assertThat(simulator.results()).containsExactly(Result.REFUSED, Result.APPLIED);
  }

  @Test
  void anonymousEvents_waitForTheirPerson() {
    simulator.track("POST", "/api/v1/events", "{\"name\":\"a\",\"anonymous_id\":\"x\"}");
    assertThat(simulator.get().state().workspace("shop").anonymousEvents()).containsOnlyKeys("x");

    simulator.track("PUT", "/api/v1/customers/bob", "{\"anonymous_id\":\"x\"}");
    simulator.track("POST", "/api/v1/events", "{\"name\":\"b\",\"anonymous_id\":\"x\"}");

    assertThat(simulator.person(BOB).eventNames()).containsExactly("a", "b");
    assertThat(simulator.get().state().workspace("shop").anonymousEvents()).isEmpty();
  }

  @Test
  void clear_forgetsAllButCredentials() {
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");
    simulator.get().state().clear();

    assertThat(simulator.get().arrivals().all()).isEmpty();
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");
    assertThat(simulator.lastArrival().n()).isEqualTo(1);
    assertThat(simulator.lastArrival().result()).isEqualTo(Result.APPLIED);
  }

  @Test
  void awaitArrivals_wakesUpWhenTheLastOneComes() {
    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(
            () -> simulator.get().awaitArrivals(2, Duration.ofSeconds(30)).size());
    event("{\"name\":\"a\"}");
    event("{\"name\":\"b\"}");

    assertThat(waiting.join()).isEqualTo(2);
  }

  @Test
  void awaitApplied_passesOverRepeats() {
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");
    event("{\"name\":\"a\",\"id\":\"" + ULID + "\"}");
    event("{\"name\":\"b\"}");

    assertThat(simulator.get().arrivals().awaitApplied(2, Duration.ofSeconds(30)))
        .extracting(arrival -> arrival.name())
        .containsExactly("a", "b");
  }

  @Test
  void awaitArrivals_saysWhatIsMissing() {
    event("{\"name\":\"a\"}");

    assertThatThrownBy(() -> simulator.get().awaitArrivals(2, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("1 of 2 came within PT0.001S");
  }

  private void event(String body) {
    simulator.track("POST", "/api/v1/customers/bob/events", body);
  }
}
