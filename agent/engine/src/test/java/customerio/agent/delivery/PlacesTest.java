package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Gate.Passage;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Destination QUEUED = new Destination(Api.TRACK, Region.US, Rig.KEY);

  private final VirtualTime time = new VirtualTime(1);
  private final TestBook book = new TestBook();
  private final Places places =
      new Places(Rig.SETTINGS, book, time, new RecordingListener(), new Random(1));

  @Test
  void madeUpCredentials_doNotAddUp() {
    for (int credential = 0; credential < 50_000; credential++) {
      Destination destination = new Destination(Api.APP, Region.US, credential);
      places.gate(destination);
      places.pace(destination);
    }

    assertThat(places.remembered()).isLessThan(25_000);
  }

  @Test
  void gateOfQueuedOperations_staysForEver() {
    Gate gate = places.queuedGate(QUEUED);
    time.advance(Duration.ofDays(1));
    for (int credential = 0; credential < 50_000; credential++) {
      places.gate(new Destination(Api.TRACK, Region.US, credential + 1000));
    }

    assertThat(places.gate(QUEUED)).isSameAs(gate);
  }

  @Test
  void gateThatRelayedCallsHaveUsed_isTheOneOfTheQueueAfterwards() {
    Gate relayed = places.gate(QUEUED);
    for (int i = 0; i < 5; i++) {
      relayed.failed(Passage.ALL, new IOException("down"));
    }

    assertThat(places.queuedGate(QUEUED).breakerState()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void learnedCredential_reachesEveryGate() {
    Destination other = new Destination(Api.TRACK, Region.EU, Rig.KEY);
    places.queuedGate(QUEUED).unauthorized(Passage.ALL);
    places.gate(other).unauthorized(Passage.ALL);
    book.learn(Rig.KEY, "Basic key");
    places.learned(Rig.KEY);

    assertThat(places.gate(QUEUED).ask()).isEqualTo(Passage.ALL);
    assertThat(places.gate(other).ask()).isEqualTo(Passage.ALL);
  }
}
