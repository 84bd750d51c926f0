package customerio.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.UlidSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and times of operations while the wall clock jumps. */
class SayingsTest {
  private static final long NOON = 1_772_359_200_000L;

  @TempDir Path directory;
  private long now = NOON;

  @Test
  void clockThatIsSetBack_makesNothingLookOlderThanWhatWasSaidBefore() {
    Sayings sayings = sayings();
    Operation before = say(sayings);
    now = NOON - 86_400_000;
    Operation after = say(sayings);
    now = NOON + 1;
    Operation later = say(sayings);

    assertThat(before.capturedAtMillis()).isEqualTo(NOON);
    assertThat(after.capturedAtMillis()).isEqualTo(NOON);
    assertThat(later.capturedAtMillis()).isEqualTo(NOON + 1);
    assertThat(after.id()).isGreaterThan(before.id());
    assertThat(later.id()).isGreaterThan(after.id());
  }

  @Test
  void clockThatIsSetForward_isBelieved() {
    Sayings sayings = sayings();
    say(sayings);
    now = NOON + 86_400_000;

    assertThat(say(sayings).capturedAtMillis()).isEqualTo(NOON + 86_400_000);
  }

  private static Operation say(Sayings sayings) {
    SynchronousCalls.Call call =
        new SynchronousCalls.Call(
            new Place(Api.TRACK, Region.US, ""),
            "/api/v1/customers/5",
            IntakeFixture.request("PUT", "/api/v1/customers/5", "{}", Headers.NONE),
            new RecordingListener().taking(Endpoint.TRACK_IDENTIFY, Region.US, Origin.UNKNOWN));
    return sayings
        .of(
            call,
            Endpoint.TRACK_IDENTIFY,
            7,
            new byte[0],
            new Reading.Understood("id:5", null, null, false))
        .operation();
  }

  private Sayings sayings() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(now);
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new Sayings(
        new UlidSource(clock, new Random(42)),
        clock,
        CredentialVault.open(directory, KeyRing.NONE, problem -> {}));
  }
}
