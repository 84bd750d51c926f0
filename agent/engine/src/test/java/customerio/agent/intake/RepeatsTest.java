package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P6: what is not sent is only what changes nothing. */
class RepeatsTest {
  private static final String A = "{\"plan\":\"a\"}";
  private static final String B = "{\"plan\":\"b\"}";

  private static final String EVENT = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, "dedup.identify.window=5m").proven();
  }

  @Test
  void identify_saidTwice_isSentOnce() {
    commit(fixture.identify("5", A));
    Takeover.Accepted again = (Takeover.Accepted) fixture.identify("5", A);

    assertThat(again.commit()).isTrue();
    assertThat(sent()).containsExactly("PUT " + A);
    assertThat(again.reply().headers().first("X-Customerio-Agent"))
        .isEqualTo("queued; id=" + fixture.queued().get(0).id());
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY", "deduplicated");
  }

  @Test
  void identify_afterACallThatCouldNotBeCaptured_isSent() {
    commit(fixture.identify("5", A));
    fixture.intake.bypassed();
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  /** Another instance of the application may have said something else in between. */
  @Test
  void identify_byDefault_isAlwaysSent() {
    fixture = new IntakeFixture(directory, null).proven();
    commit(fixture.identify("5", A));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_backToAnEarlierState_isSent() {
    commit(fixture.identify("5", A));
    commit(fixture.identify("5", B));
    commit(fixture.identify("5", A));

    assertThat(sent()).containsExactly("PUT " + A, "PUT " + B, "PUT " + A);
  }

  @Test
  void identify_afterDelete_isSent() {
    commit(fixture.identify("5", A));
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    commit(fixture.identify("5", A));

    assertThat(sent()).containsExactly("PUT " + A, "DELETE ", "PUT " + A);
  }

  @Test
  void identify_afterAnEvent_isSent() {
    commit(fixture.identify("5", A));
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void identify_othersBetween_isStillARepeat() {
    commit(fixture.identify("5", A));
    commit(fixture.identify("6", B));
    commit(fixture.event("6", "{\"name\":\"x\"}"));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void identify_afterAnotherKindOfIdentifier_isSent() {
    commit(fixture.identify("5", A));
    commit(fixture.identify("a%40b.co", B));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void identify_afterTheWindow_isSent() {
    commit(fixture.identify("5", A));
    fixture.nanos = Duration.ofMinutes(5).plusSeconds(1).toNanos();
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_notCommitted_makesNoRepeat() {
    fixture.identify("5", A);
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(1);
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY");
  }

  @Test
  void identify_changedWhileTheRepeatWasAnswered_isSent() {
    commit(fixture.identify("5", A));
    Takeover repeat = fixture.identify("5", A);
    commit(fixture.identify("5", B));
    commit(repeat);

    assertThat(sent()).containsExactly("PUT " + A, "PUT " + B, "PUT " + A);
  }

  @Test
  void event_withoutId_isAlwaysSent() {
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.event("5", "{\"name\":\"x\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_sameIdAndContent_isSentOnce() {
    String event = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";
    commit(fixture.event("5", event));
    commit(fixture.event("5", event));

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
    String event = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";
    commit(fixture.event("5", event));
    commit(fixture.event("5", event));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_afterACallThatWentPastTheFullQueue_isSent() {
    commit(fixture.identify("5", A));
    fixture.queue.failure = new QueueFullException("full");
    assertThat(commit(fixture.identify("5", B))).isFalse();
    fixture.queue.failure = null;
    commit(fixture.identify("5", A));

    assertThat(sent()).containsExactly("PUT " + A, "PUT " + A);
  }

  /** Nobody tells when a call that passed has arrived, so it may do so after what is said next. */
  @Test
  void identify_whileACallThatPassedMayBeUnderWay_isNoRepeat() {
    fixture.queue.failure = new QueueFullException("full");
    commit(fixture.identify("5", B));
    fixture.queue.failure = null;
    commit(fixture.identify("5", A));
    commit(fixture.identify("5", A));
    assertThat(sent()).hasSize(2);

    fixture.nanos = Duration.ofMinutes(5).plusSeconds(1).toNanos();
    commit(fixture.identify("5", A));
    commit(fixture.identify("5", A));
    assertThat(sent()).hasSize(3);
  }

  @Test
  void identify_afterACallWithoutCredential_isSent() {
    commit(fixture.identify("5", A));
    fixture.take(
        IntakeFixture.request(
            "PUT", "/api/v1/customers/5", B, customerio.agent.capture.Headers.NONE));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/v2/batch", // the application's own batch can say anything
        "POST /api/v1/forms/f/submit",
        "POST /api/v3/unheard-of",
        "PUT /api/v1/customers/%ZZ", // not understood by us, perhaps by Customer.io
      })
  void identify_afterARelayedCall_isSent(String call) throws Exception {
    commit(fixture.identify("5", A));
    relay(call);
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  /** What is relayed may arrive after what is said meanwhile. */
  @Test
  void identify_saidWhileACallWasRelayed_isSentAgain() throws Exception {
    fixture.whileRelaying = () -> commit(fixture.identify("5", A));
    relay("POST /api/v2/batch");
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_afterARelayWithoutAnswer_isNoRepeatForAWhile() {
    fixture.unreachable = new SocketTimeoutException("timeout");
    assertThatThrownBy(() -> relay("POST /api/v2/batch")).isSameAs(fixture.unreachable);
    commit(fixture.identify("5", A));
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_afterARead_isStillARepeat() throws Exception {
    commit(fixture.identify("5", A));
    relay("GET /api/v1/accounts/region");
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(1);
  }

  @Test
  void identify_afterAFaultOfACaptor_isSent() {
    commit(fixture.identify("5", A));
    fixture.intake.suppressed("client", new IllegalStateException());
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_ofWhichTheFirstWasGivenUp_isSent() {
    commit(fixture.identify("5", A));
    fixture.intake.givenUp();
    commit(fixture.identify("5", A));

    assertThat(sent()).hasSize(2);
  }

  /** The address was 5's, so 6 did not get it; now it is free. */
  @Test
  void identify_afterAnotherPersonGaveUpAnAddress_isSent() {
    String wanted = "{\"email\":\"a@b.co\"}";
    commit(fixture.identify("6", wanted));
    commit(fixture.identify("5", "{\"email\":\"new@b.co\"}"));
    commit(fixture.identify("6", wanted));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void identify_withAnAddress_saidTwice_isSentOnce() {
    commit(fixture.identify("5", "{\"email\":\"a@b.co\"}"));
    commit(fixture.identify("5", "{\"email\":\"a@b.co\"}"));

    assertThat(sent()).hasSize(1);
  }

  /** Said again, it is about a new 5, as the old one is called 7 now. */
  @Test
  void identify_thatRenames_isSentAgain() {
    commit(fixture.identify("5", "{\"id\":\"7\"}"));
    commit(fixture.identify("5", "{\"id\":\"7\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void identify_thatJoinsAnAnonymousVisitor_isSentAgain() {
    commit(fixture.identify("5", "{\"anonymous_id\":\"x\"}"));
    commit(fixture.identify("5", "{\"anonymous_id\":\"x\"}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void event_afterTheDeletionOfItsPerson_isSent() {
    String event = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";
    commit(fixture.event("5", event));
    commit(fixture.call("DELETE", "/api/v1/customers/5", ""));
    commit(fixture.event("5", event));

    assertThat(sent()).hasSize(3);
  }

  @Test
  void event_ofWhichTheFirstWasGivenUp_isSent() {
    String event = "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVGEMMVRZ\"}";
    commit(fixture.event("5", event));
    fixture.intake.givenUp();
    commit(fixture.event("5", event));

    assertThat(sent()).hasSize(2);
  }

  /** Track recognises ULIDs; whether it recognises others is written nowhere. */
  @Test
  void event_idThatIsNoUlid_isCustomeriosToJudge() {
    commit(fixture.event("5", "{\"name\":\"x\",\"id\":\"order-1\"}"));
    commit(fixture.event("5", "{\"name\":\"x\",\"id\":\"order-1\"}"));

    assertThat(sent()).hasSize(2);
  }

  /** An identify with an address obeys the order of that as well; it is about 5 all the same. */
  @Test
  void identify_withAnAddress_afterAnEvent_isSent() {
    commit(fixture.identify("5", "{\"email\":\"a@b.co\"}"));
    commit(fixture.event("5", "{\"name\":\"x\"}"));
    commit(fixture.identify("5", "{\"email\":\"a@b.co\"}"));

    assertThat(sent()).hasSize(3);
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

  private void relay(String call) throws IOException {
    int space = call.indexOf(' ');
    Takeover takeover = fixture.call(call.substring(0, space), call.substring(space + 1), "{}");
    assertThat(takeover).isInstanceOf(Takeover.Relayed.class);
    ((Takeover.Relayed) takeover).exchange(null);
  }

  private List<String> sent() {
    return fixture.queued().stream().map(RepeatsTest::line).toList();
  }

  private static String line(Operation operation) {
    return operation.method() + ' ' + new String(operation.body(), UTF_8);
  }
}
