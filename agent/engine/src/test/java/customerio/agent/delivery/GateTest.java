package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Gate.Passage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final IOException DOWN = new IOException("down");

  private final VirtualTime time = new VirtualTime(1);
  private final TestBook book = new TestBook();
  private final List<Duration> wakes = new ArrayList<>();
  private final Gate gate = gate();

  @Test
  void closedBreaker_letsAllPass() {
    assertThat(gate.ask()).isEqualTo(Passage.ALL);
    gate.succeeded(Passage.ALL);
    assertThat(gate.ask()).isEqualTo(Passage.ALL);
  }

  /** Else an hour of peace would be followed by the pause of the hour before. */
  @Test
  void whatIsTaken_endsTheDoublingOfPauses() {
    Duration first = gate.throttled(Passage.ALL, null);
    time.advance(first);
    Duration second = gate.throttled(Passage.ALL, null);
    time.advance(second);
    gate.accepted();

    assertThat(second).isEqualTo(first.multipliedBy(2));
    assertThat(gate.throttled(Passage.ALL, null)).isEqualTo(first);
  }

  @Test
  void successInBetween_startsTheCountAnew() {
    fail(4);
    gate.succeeded(Passage.ALL);
    fail(4);
    assertThat(gate.breakerState()).isEqualTo(BreakerState.CLOSED);

    fail(1);
    assertThat(gate.breakerState()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void openBreaker_wakesItsSubscribersWhenAProbeIsDue() {
    fail(5);
    time.advance(Duration.ofMinutes(1));

    assertThat(wakes).containsExactly(Duration.ofMillis(10_002));
    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
  }

  @Test
  void waits_areToldUntilTheyAreOver() {
    assertThat(gate.untilNextTry()).isZero();
    fail(5);
    assertThat(gate.untilNextTry()).isEqualTo(Duration.ofMillis(10_002));
    time.advance(Duration.ofSeconds(4));
    assertThat(gate.untilNextTry()).isEqualTo(Duration.ofMillis(6_002));

    gate.throttled(Passage.NONE, Duration.ofSeconds(30));
    assertThat(gate.untilNextTry()).isEqualTo(Duration.ofSeconds(30));
    time.advance(Duration.ofSeconds(31));
    assertThat(gate.untilNextTry()).isZero();
  }

  @Test
  void hurry_endsTheWaitOfABreaker_notTheOneThatWasAskedFor() {
    fail(5);
    gate.throttled(Passage.NONE, Duration.ofSeconds(30));
    gate.hurry();

    assertThat(gate.breakerState()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(gate.untilNextTry()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void oneProbe_atATime() {
    fail(5);
    time.advance(Duration.ofSeconds(11));

    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
    assertThat(gate.ask()).isEqualTo(Passage.NONE);
    gate.succeeded(Passage.PROBE);
    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
    gate.succeeded(Passage.PROBE);
    assertThat(gate.ask()).isEqualTo(Passage.ALL);
  }

  @Test
  void probeThatWasNotSent_makesRoomForTheNext() {
    fail(5);
    time.advance(Duration.ofSeconds(11));
    for (int i = 0; i < 10; i++) {
      assertThat(gate.ask()).isEqualTo(Passage.PROBE);
      gate.undecided(Passage.PROBE);
    }

    assertThat(gate.breakerState()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void requestThatLeftBeforeTheOutage_isNoProbe() {
    fail(5);
    time.advance(Duration.ofSeconds(11));
    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
    gate.failed(Passage.ALL, DOWN);
    assertThat(gate.breakerState()).isEqualTo(BreakerState.HALF_OPEN);

    gate.succeeded(Passage.ALL);
    gate.succeeded(Passage.ALL);
    assertThat(gate.breakerState()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void jumpOfTheWallClock_neitherOpensNorFreezesIt() {
    fail(5);
    time.shiftClock(Duration.ofDays(1));
    assertThat(gate.ask()).isEqualTo(Passage.NONE);

    time.shiftClock(Duration.ofDays(-1));
    time.advance(Duration.ofSeconds(11));
    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
  }

  @Test
  void shorterPause_doesNotCutALongerOne() {
    gate.throttled(Passage.ALL, Duration.ofMinutes(5));
    gate.throttled(Passage.ALL, Duration.ofSeconds(1));
    time.advance(Duration.ofMinutes(4));
    assertThat(gate.ask()).isEqualTo(Passage.NONE);

    time.advance(Duration.ofMinutes(1));
    assertThat(gate.ask()).isEqualTo(Passage.ALL);
  }

  @Test
  void refusedCredentialDuringAnOutage_waitsForBoth() {
    gate.unauthorized(Passage.ALL);
    fail(5);
    time.advance(Duration.ofSeconds(59));
    assertThat(gate.ask()).isEqualTo(Passage.NONE);

    time.advance(Duration.ofSeconds(1));
    assertThat(gate.ask()).isEqualTo(Passage.PROBE);
    gate.failed(Passage.PROBE, DOWN);
    assertThat(gate.ask()).isEqualTo(Passage.NONE);
  }

  @Test
  void callOfTheApplication_bringsItsOwnCredential() {
    book.forget(Rig.KEY);

    assertThat(gate.ask()).isEqualTo(Passage.NONE);
    assertThat(gate.askWithoutCredential()).isEqualTo(Passage.ALL);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      gate.failed(Passage.ALL, DOWN);
    }
  }

  private Gate gate() {
    book.learn(Rig.KEY, "Basic key");
    Places places = new Places(Rig.SETTINGS, book, time, new RecordingListener(), new Random(1));
    Gate built = places.gate(new Destination(Api.TRACK, Region.US, Rig.KEY));
    built.subscribe(() -> wakes.add(time.elapsed()));
    return built;
  }
}
