package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What intake does in which mode, and what a switch of the mode changes. */
class ModeTest {
  private static final String EVENT = "{\"name\":\"a\",\"id\":\"01JD5V00000000000000000001\"}";

  @TempDir Path directory;
  private IntakeFixture fixture;

  @Test
  void switched_holdsForTheNextCall() {
    start(null);
    commit(fixture.identify("5", "{}"));

    fixture.modes.change("", "sync");
    assertThat(fixture.identify("5", "{}")).isInstanceOf(Takeover.Relayed.class);
    fixture.modes.change("track.identify", "observe");
    assertThat(fixture.identify("5", "{}")).isInstanceOf(Takeover.Watched.class);
    fixture.modes.change("", "off");
    assertThat(claimsTrack()).isFalse();
    fixture.modes.change("", "async");
    assertThat(claimsTrack()).isTrue();
    commit(fixture.identify("5", "{}"));

    assertThat(fixture.log)
        .containsExactly(
            "mode sync from now on for all calls",
            "mode observe from now on for track.identify",
            "mode off from now on for all calls",
            "mode async from now on for all calls");
  }

  @Test
  void apiThatIsOff_isNotClaimed_theOthersAre() {
    start("mode.app=off");

    assertThat(fixture.intake.claims("https", "api.customer.io", -1, "/v1/x")).isFalse();
    assertThat(claimsTrack()).isTrue();
  }

  @Test
  void operationThatIsOff_passesUnseen() {
    start("mode.track.identify=off");

    assertThat(fixture.identify("5", "{}")).isEqualTo(Takeover.Pass.PASS);
    assertThat(fixture.listener.ends).isEmpty();
    commit(fixture.event("5", "{\"name\":\"a\"}"));
  }

  @Test
  void callDecidedAfterItsApiWasSwitchedOff_passes() {
    start(null);
    assertThat(claimsTrack()).isTrue();
    fixture.modes.change("track", "off");

    assertThat(fixture.identify("5", "{}")).isEqualTo(Takeover.Pass.PASS);
  }

  /** What went past the queue may lie between a word and its repetition. */
  @ParameterizedTest
  @ValueSource(strings = {"off", "observe"})
  void callsPastTheQueue_makeRepetitionsUnrecognisable(String mode) {
    start(null);
    commit(fixture.event("5", EVENT));
    fixture.modes.change("", mode);
    if (claimsTrack()) {
      fixture.call("DELETE", "/api/v1/customers/5", "");
    }
    fixture.modes.change("", "async");

    commit(fixture.event("5", EVENT));
    assertThat(fixture.queued()).hasSize(2);
    fixture.nanos += Duration.ofMinutes(6).toNanos();
    commit(fixture.event("5", EVENT));
    commit(fixture.event("5", EVENT));
    assertThat(fixture.queued()).hasSize(3);
  }

  @Test
  void messageOfAnApiThatIsOff_changesNoPerson() {
    start("mode.app=off");
    commit(fixture.event("5", EVENT));
    fixture.intake.claims("https", "api.customer.io", -1, "/v1/send/email");

    commit(fixture.event("5", EVENT));
    assertThat(fixture.queued()).hasSize(1);

    fixture.intake.claims("https", "api.customer.io", -1, "/v1/campaigns/1/triggers");
    commit(fixture.event("5", EVENT));
    assertThat(fixture.queued()).hasSize(2);
  }

  private void start(String settings) {
    fixture = new IntakeFixture(directory, settings).proven();
  }

  private boolean claimsTrack() {
    return fixture.intake.claims("https", "track.customer.io", -1, "/api/v1/customers/5");
  }
}
