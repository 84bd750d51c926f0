package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static customerio.agent.intake.IntakeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P5: whom a call must not overtake that goes past the queue. */
class OvertakingTest {
  @TempDir Path directory;
  private IntakeFixture fixture;
  private Routing waiting;

  @BeforeEach
  void somethingWaitsOfAda() {
    fixture = new IntakeFixture(directory, null).proven();
    commit(fixture.identify("ada", "{}"));
    waiting = fixture.queue.routings.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v2/batch|{\"batch\":[{\"type\":\"person\",\"action\":\"identify\","
            + "\"identifiers\":{\"id\":\"ada\"},\"attributes\":{}}]}",
        "/api/v1/forms/7/submit|{\"data\":{\"id\":\"ada\"}}",
        // provably refused, and if it is not after all, it comes behind
        "/api/v1/customers/ada/events|{\"name\":\"\"}",
      })
  void call_goesBehindWhatWaitsOfItsPeople(String path, String body) throws IOException {
    relays(fixture.call("POST", path, body));

    assertThat(fixture.behind)
        .containsExactly(new IntakeFixture.Behind(waiting.destination(), Set.of(waiting.person())));
  }

  /** Whatever keeps it from the queue: here that the application asks for the real verdict. */
  @Test
  void callThatCouldBeQueued_goesBehindAsWell() throws IOException {
    relays(
        fixture.take(
            request(
                "PUT",
                "/api/v1/customers/ada",
                "{}",
                Headers.of("Authorization", BASIC, "X-Strict-Mode", "1"))));

    assertThat(fixture.behind)
        .containsExactly(new IntakeFixture.Behind(waiting.destination(), Set.of(waiting.person())));
  }

  @Test
  void anotherCredential_hasAQueueOfItsOwn() throws IOException {
    String other = "Basic b3RoZXI6a2V5";
    fixture.credentials.accepted(fixture.credentials.learn(other));
    relays(
        fixture.take(
            request(
                "POST",
                "/api/v1/forms/7/submit",
                "{\"data\":{\"id\":\"ada\"}}",
                Headers.of("Authorization", other))));

    assertThat(fixture.behind)
        .singleElement()
        .satisfies(behind -> assertThat(behind.destination()).isNotEqualTo(waiting.destination()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/accounts/region|''",
        "POST|/unsubscribe/d|{\"unsubscribe\":true}",
        "POST|/api/v2/batch|{\"batch\":[]}",
      })
  void callThatNamesNobody_doesNotWait(String method, String path, String body) throws IOException {
    relays(fixture.call(method, path, body));

    assertThat(fixture.behind).isEmpty();
  }

  @Test
  void nothingWaits_nothingIsRead() throws IOException {
    fixture.queue.payloads.clear();
    relays(fixture.call("POST", "/api/v1/forms/7/submit", "{\"data\":{\"id\":\"ada\"}}"));

    assertThat(fixture.behind).isEmpty();
  }

  /** What an earlier run left is not yet known. */
  @Test
  void somethingMayWait_theCallGoesBehindIt() throws IOException {
    fixture.queue.payloads.clear();
    fixture.queue.mayHaveBacklog = true;
    relays(fixture.call("POST", "/api/v1/forms/7/submit", "{\"data\":{\"id\":\"ada\"}}"));

    assertThat(fixture.behind)
        .singleElement()
        .satisfies(behind -> assertThat(behind.people()).containsExactly(waiting.person()));
  }

  @Test
  void callThatTheQueueHasNoRoomFor_goesBehindItToo() throws IOException {
    fixture = new IntakeFixture(directory, "mode=sync").proven();
    fixture.queue.failure = new QueueFullException("full");
    relays(fixture.call("PUT", "/api/v1/customers/ada", "{\"email\":\"ada@example.com\"}"));

    assertThat(fixture.behind)
        .singleElement()
        .satisfies(behind -> assertThat(behind.people()).hasSize(2).contains(waiting.person()));
  }

  private static void relays(Takeover call) throws IOException {
    assertThat(call).isInstanceOf(Takeover.Relayed.class);
    assertThat(((Takeover.Relayed) call).exchange(null).status()).isEqualTo(200);
  }
}
