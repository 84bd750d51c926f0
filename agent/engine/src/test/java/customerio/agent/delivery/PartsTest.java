package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Property(tries = 200)
  void backoff_liesBetweenTheDoubledBaseAndThatPlusJitter(
      @ForAll @IntRange(max = 100) int failures, @ForAll long seed) {
    Backoff backoff =
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.3, new Random(seed));
    long exact = (long) Math.min(5000, 200 * Math.pow(2, failures));

    assertThat(backoff.delay(failures).toMillis()).isBetween(exact, exact + exact * 3 / 10);
  }

  @Test
  void backoff_spreadsThoseWhoFailedTogether() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(9), 0.3, new Random(7));

    assertThat(List.of(backoff.delay(0), backoff.delay(0), backoff.delay(0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void slots_areGivenInTheOrderOfAsking() {
    HostSlots slots = new HostSlots(2);
    List<String> granted = new ArrayList<>();
    for (String who : List.of("a", "b", "c", "d")) {
      slots.acquire(() -> granted.add(who));
    }
    assertThat(granted).containsExactly("a", "b");

    slots.release();
    slots.release();
    slots.release();
    slots.acquire(() -> granted.add("e"));
    assertThat(granted).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void pace_halvesAndRecoversSlowly() {
    VirtualTime time = new VirtualTime(1);
    Pace pace = new Pace("test", 100, Duration.ofSeconds(1), Duration.ofHours(1), time);
    pace.slower();
    time.advance(Duration.ofMillis(999));
    pace.slower();
    pace.faster();
    assertThat(pace.current()).isEqualTo(50);

    time.advance(Duration.ofMillis(1));
    pace.slower();
    assertThat(pace.current()).isEqualTo(25);

    time.advance(Duration.ofSeconds(1));
    pace.faster();
    pace.faster();
    assertThat(pace.current()).isEqualTo(26);

    for (int second = 0; second < 50; second++) {
      time.advance(Duration.ofSeconds(1));
      pace.faster();
    }
    assertThat(pace.current()).isEqualTo(100);
  }

  @Test
  void pace_neverStops() {
    VirtualTime time = new VirtualTime(1);
    Pace pace = new Pace("test", 2, Duration.ofSeconds(1), Duration.ofHours(1), time);
    for (int i = 0; i < 10; i++) {
      pace.slower();
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(pace.current()).isEqualTo(1);
  }

  @Test
  void pace_givesNoPlaceThatIsTooFarOff() {
    Pace pace =
        new Pace("test", 1, Duration.ofSeconds(10), Duration.ofSeconds(15), new VirtualTime(1));
    Duration hour = Duration.ofHours(1);

    assertThat(pace.reserveWithin(hour)).isEqualTo(Duration.ZERO);
    assertThat(pace.reserveWithin(hour)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pace.reserveWithin(hour)).isNull();
  }

  /** Else callers in a hurry would fill the line for those who have the time. */
  @Test
  void pace_whoCannotWait_takesNoPlace() {
    Pace pace =
        new Pace("test", 1, Duration.ofSeconds(10), Duration.ofHours(1), new VirtualTime(1));

    assertThat(pace.reserveWithin(Duration.ofSeconds(1))).isEqualTo(Duration.ZERO);
    for (int i = 0; i < 1000; i++) {
      assertThat(pace.reserveWithin(Duration.ofSeconds(10))).isNull();
    }
    assertThat(pace.reserveWithin(Duration.ofSeconds(11))).isEqualTo(Duration.ofSeconds(10));
    assertThat(pace.reserveAnyhow()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void baseUrl_mayHaveAPath() {
    assertThat(BasePath.join(URI.create("https://h"), "/x")).isEqualTo("/x");
    assertThat(BasePath.join(URI.create("https://h/"), "/x")).isEqualTo("/x");
    assertThat(BasePath.join(URI.create("https://h/cio/"), "/x")).isEqualTo("/cio/x");
  }

  @Test
  void defaults_areTheDocumentedOnes() {
    assertThat(DeliverySettings.DEFAULTS.retry())
        .isEqualTo(new Retry(3, Duration.ofMillis(200), Duration.ofSeconds(5), 0.3));
  }
}
