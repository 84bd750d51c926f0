package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6: what is not sent is only what changes nothing. */
class RepeatsTest {
  private static final String A = "{\"plan\":\"a\"}";
  private static final String B = "{\"plan\":\"b\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void proven() {
    fixture = new IntakeFixture(directory, null).proven();
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

  private List<String> sent() {
    return fixture.queued().stream().map(RepeatsTest::line).toList();
  }

  private static String line(Operation operation) {
    return operation.method() + ' ' + new String(operation.body(), UTF_8);
  }
}
