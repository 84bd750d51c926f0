package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P6 for events: what is not sent is what would be recognised as a repetition. */
class RepeatedEventTest {
  private static final String EVENT = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";
  private static final String A = "{\"plan\":\"a\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
  }

  @Test
  void event_withoutId_isAlwaysSent() {
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.event("5", "{\"name\":\"x\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_sameIdAndContent_isSentOnce() {
    commit(fixture.event("5", EVENT));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(1);
  }

  @Test
  void event_sameIdOtherContent_isCustomeriosToJudge() {
    commit(fixture.event("5", "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}"));
    commit(fixture.event("5", "{\"name\":\"y\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_dedupOff_isSentTwice() {
    fixture = new IntakeFixture(directory, "dedup.events=off").proven();

    commit(fixture.event("5", EVENT));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_afterTheDeletionOfItsPerson_isSent() {
    commit(fixture.event("5", EVENT));
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void event_ofWhichTheFirstWasGivenUp_isSent() {
    commit(fixture.event("5", EVENT));
    fixture.intake.givenUp();
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(2);
  }

  /** Track recognises ULIDs; whether it recognises others is written nowhere. */
  @Test
  void event_idThatIsNoUlid_isCustomeriosToJudge() {
    commit(fixture.event("5", "{\"name\":\"x\",\"id\":\"order-1\"}"));
    commit(fixture.event("5", "{\"name\":\"x\",\"id\":\"order-1\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_composite_sameContentAboutTheSamePerson_isSentOnceWithinTheWindow() {
    fixture = new IntakeFixture(directory, "dedup.events=composite").proven();
    String event = "{\"name\":\"x\",\"data\":{\"n\":1}}";
    commit(fixture.event("5", event));
    commit(fixture.event("5", event));
    assertThat(sent()).hasSize(1);

    fixture.nanos = Duration.ofSeconds(59).toNanos();
    commit(fixture.event("5", event));
    assertThat(sent()).hasSize(1);

    fixture.nanos = Duration.ofSeconds(61).toNanos();
    commit(fixture.event("5", event));
    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_composite_anyDifference_isSent() {
    fixture = new IntakeFixture(directory, "dedup.events=composite").proven();
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.event("6", "{\"name\":\"x\"}"));
    commit(fixture.event("5", "{\"name\":\"y\"}"));
    commit(fixture.event("5", "{\"name\":\"x\",\"data\":{}}"));
    commit(fixture.event("5", "{\"name\":\"x\",\"timestamp\":1}"));

    assertThat(sent()).hasSize(5);
  }

  @Test
  void event_composite_concernsOnlyTheNamedEvents() {
    fixture =
        new IntakeFixture(directory, "dedup.events=composite,dedup.events.names=sign up,log in")
            .proven();
    for (String name : List.of("sign up", "log in", "purchase")) {
      commit(fixture.event("5", "{\"name\":\"" + name + "\"}"));
      commit(fixture.event("5", "{\"name\":\"" + name + "\"}"));
    }

    assertThat(sent())
        .containsExactly(
            "POST {\"name\":\"sign up\"}",
            "POST {\"name\":\"log in\"}",
            "POST {\"name\":\"purchase\"}",
            "POST {\"name\":\"purchase\"}");
  }

  @Test
  void event_composite_afterTheDeletionOfItsPerson_isSent() {
    fixture = new IntakeFixture(directory, "dedup.events=composite").proven();
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    commit(fixture.event("5", "{\"name\":\"x\"}"));

    assertThat(sent()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "composite"})
  void event_thatWaitsSinceAnEarlierRun_isRecognised(String mode) {
    commit(fixture.event("5", EVENT));
    restart("dedup.events=" + mode, Duration.ofSeconds(20));
    commit(fixture.event("5", EVENT));
    assertThat(sent()).isEmpty();

    fixture.nanos = Duration.ofSeconds(39).toNanos();
    commit(fixture.event("5", EVENT));
    assertThat(sent()).isEmpty();

    fixture.nanos = Duration.ofSeconds(41).toNanos();
    commit(fixture.event("5", EVENT));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void event_ofAnEarlierRunBeyondTheWindow_makesNoRepeat() {
    commit(fixture.event("5", EVENT));
    restart(null, Duration.ofSeconds(60));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(1);
  }

  @Test
  void event_ofAnEarlierRun_beforeADeletionOfThatRun_makesNoRepeat() {
    commit(fixture.event("5", EVENT));
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    restart(null, Duration.ofSeconds(20));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(1);
  }

  @Test
  void event_ofAnEarlierRun_behindADeletionOfThatRun_isRecognised() {
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    commit(fixture.event("5", EVENT));
    restart(null, Duration.ofSeconds(20));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).isEmpty();
  }

  /** The application is quicker than the reading of the backlog. */
  @Test
  void event_ofAnEarlierRun_readAfterADeletionOfThisOne_makesNoRepeat() {
    commit(fixture.event("5", EVENT));
    IntakeFixture before = fixture;
    fixture = new IntakeFixture(directory, null).proven();
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    adopt(before, Duration.ofSeconds(20));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).containsExactly("DELETE ", "POST " + EVENT);
  }

  @Test
  void identify_ofAnEarlierRun_makesNoRepeat() {
    commit(fixture.identify("5", A));
    restart("dedup.identify.window=5m", Duration.ofSeconds(1));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(1);
  }

  /** The old person has another address now, so it makes a new one. */
  @Test
  void event_underAnAddressThatWasGivenUp_isSent() {
    commit(fixture.event("a%40b.co", EVENT));
    commit(fixture.identify("a%40b.co", "{\"email\":\"new@b.co\"}"));
    commit(fixture.event("a%40b.co", EVENT));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void event_underAnIdThatWasGivenUp_isSent() {
    commit(fixture.event("5", EVENT));
    commit(fixture.identify("a%40b.co", "{\"id\":\"7\"}"));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(3);
  }

  /** Sign-ups come all the time, and do not change whose an id is. */
  @Test
  void event_underAnId_whileOthersGetAddresses_isSentOnce() {
    commit(fixture.event("5", EVENT));
    commit(fixture.identify("6", "{\"email\":\"a@b.co\"}"));
    commit(fixture.event("5", EVENT));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void pipelines_sameMessage_isSentOnceIfItIsAnEvent() {
    String track = "{\"userId\":\"5\",\"event\":\"x\",\"messageId\":\"m\"}";
    commit(pipelines("/v1/track", track));
    commit(pipelines("/v1/track", track));
    assertThat(sent()).hasSize(1);

    String identify = "{\"userId\":\"5\",\"traits\":{\"plan\":\"a\"},\"messageId\":\"i\"}";
    commit(pipelines("/v1/identify", identify));
    commit(pipelines("/v1/identify", identify.replace("\"a\"", "\"b\"").replace("\"i\"", "\"j\"")));
    commit(pipelines("/v1/identify", identify));
    assertThat(sent()).hasSize(4);
  }

  private void restart(String settings, Duration age) {
    IntakeFixture before = fixture;
    fixture = new IntakeFixture(directory, settings).proven();
    adopt(before, age);
  }

  private void adopt(IntakeFixture before, Duration age) {
    List<Operation> waiting = before.queued();
    for (int i = 0; i < waiting.size(); i++) {
      fixture.intake.adopted(waiting.get(i), before.queue.routings.get(i), age);
    }
  }

  private Takeover pipelines(String path, String body) {
    return fixture.take(
        new CapturedRequest(
            "POST",
            "https",
            "cdp.customer.io",
            443,
            path,
            null,
            Headers.of("Authorization", IntakeFixture.BASIC),
            body.getBytes(UTF_8)));
  }

  private List<String> sent() {
    return fixture.queued().stream().map(RepeatedEventTest::line).toList();
  }

  private static String line(Operation operation) {
    return operation.method() + ' ' + new String(operation.body(), UTF_8);
  }
}
