package customerio.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode observe leaves every call alone and reckons what would have become of it. */
class RehearsalTest {
  private static final Rehearsed FIRST_OF_A_REQUEST = new Rehearsed(true, false, true);
  private static final Rehearsed JOINS_A_REQUEST = new Rehearsed(true, false, false);
  private static final Rehearsed REPEAT = new Rehearsed(true, true, false);
  private static final Rehearsed WAITS = new Rehearsed(false, false, true);

  private IntakeFixture fixture;

  @BeforeEach
  void observe(@TempDir Path directory) {
    fixture = new IntakeFixture(directory, "mode=observe,dedup.identify.window=5m");
  }

  @Test
  void anyCall_isLeftAlone() {
    assertThat(fixture.identify("5", "{}")).isInstanceOf(Takeover.Watched.class);
    assertThat(fixture.call("GET", "/api/v1/accounts/region", ""))
        .isInstanceOf(Takeover.Watched.class);

    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.relayed).isEmpty();
    assertThat(fixture.listener.ends).containsExactly("passed OBSERVED", "passed OBSERVED");
  }

  @Test
  void callsOfOneLaneDuringARoundTrip_shareTheNextRequest() {
    fixture.event("5", "{\"name\":\"a\"}");
    fixture.event("5", "{\"name\":\"b\"}");
    fixture.event("5", "{\"name\":\"c\"}");
    pass(Duration.ofMillis(150)); // b and c are on their way
    fixture.event("5", "{\"name\":\"d\"}");
    pass(Duration.ofMillis(1000));
    fixture.event("5", "{\"name\":\"e\"}");

    assertThat(fixture.listener.rehearsed)
        .containsExactly(
            FIRST_OF_A_REQUEST,
            FIRST_OF_A_REQUEST,
            JOINS_A_REQUEST,
            FIRST_OF_A_REQUEST,
            FIRST_OF_A_REQUEST);
  }

  @Test
  void whatHasNoBatchForm_isARequestOfItsOwn() {
    String merge = "{\"primary\":{\"id\":\"5\"},\"secondary\":{\"id\":\"6\"}}";
    fixture.call("POST", "/api/v1/merge_customers", merge);
    fixture.call("POST", "/api/v1/merge_customers", merge);

    assertThat(fixture.listener.rehearsed).containsExactly(FIRST_OF_A_REQUEST, FIRST_OF_A_REQUEST);
  }

  @Test
  void repeat_isRecognisedAsItWouldBe() {
    fixture.identify("5", "{\"plan\":\"a\"}");
    fixture.identify("5", "{\"plan\":\"a\"}");

    assertThat(fixture.listener.rehearsed).containsExactly(FIRST_OF_A_REQUEST, REPEAT);
  }

  @Test
  void whatWouldGoPastTheQueue_makesTheNextOneNoRepeat() {
    fixture.identify("5", "{\"plan\":\"a\"}");
    fixture.call("POST", "/api/v2/batch", "{\"batch\":[]}");
    fixture.nanos += Duration.ofSeconds(1).toNanos();
    fixture.identify("5", "{\"plan\":\"a\"}");
    fixture.call("GET", "/api/v1/accounts/region", "");
    fixture.identify("5", "{\"plan\":\"a\"}");

    assertThat(fixture.listener.rehearsed)
        .containsExactly(FIRST_OF_A_REQUEST, WAITS, FIRST_OF_A_REQUEST, WAITS, REPEAT);
  }

  @Test
  void whatIsNeverAnsweredByTheAgent_waits() {
    fixture.call("GET", "/api/v1/accounts/region", "");
    fixture.event("5", "{\"no\":\"name\"}");
    fixture.take(IntakeFixture.request("PUT", "/api/v1/customers/5", "{}", Headers.NONE));

    assertThat(fixture.listener.rehearsed).containsExactly(WAITS, WAITS, WAITS);
  }

  @Test
  void end_isToldOnceWithItsDuration() {
    Takeover.Watched call = (Takeover.Watched) fixture.identify("5", "{}");
    pass(Duration.ofMillis(80));
    call.ended(503);
    call.ended(0);
    ((Takeover.Watched) fixture.call("GET", "/api/v1/accounts/region", "")).ended(200);

    assertThat(fixture.listener.watched)
        .containsExactly("at once 503 after 80 ms", "waits 200 after 0 ms");
  }

  private void pass(Duration time) {
    fixture.nanos += time.toNanos();
  }
}
