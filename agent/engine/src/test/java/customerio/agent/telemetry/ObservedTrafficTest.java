package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.intake.Rehearsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedTrafficTest {
  private static final Rehearsed STARTS = new Rehearsed(true, false, true);
  private static final Rehearsed JOINS = new Rehearsed(true, false, false);
  private static final Rehearsed REPEATS = new Rehearsed(true, true, false);
  private static final Rehearsed WAITS = new Rehearsed(false, false, true);

  private final List<String> log = new ArrayList<>();
  private final ObservedTraffic traffic = new ObservedTraffic(log::add);

  @Test
  void everyCall_isCountedAsWhatWouldHaveBecomeOfIt() {
    List.of(STARTS, JOINS, JOINS, REPEATS, WAITS, JOINS).forEach(traffic::rehearsed);
    traffic.watched(true, 200, Duration.ofMillis(100));
    traffic.watched(true, 429, Duration.ofMillis(20));
    traffic.watched(true, 503, Duration.ofMillis(20));
    traffic.watched(true, 0, Duration.ofMillis(10));
    traffic.watched(false, 503, Duration.ofMillis(1000));

    assertThat(traffic.snapshot())
        .isEqualTo(new ObservedTraffic.Snapshot(5, 1, 1, 1, 3, 2, Duration.ofMillis(150)));
  }

  @Test
  void thousandsOfCalls_areALineForEachPowerOfTen() {
    for (int i = 0; i < 10_000; i++) {
      traffic.rehearsed(STARTS);
    }

    assertThat(log)
        .extracting(line -> line.substring(0, line.indexOf(" calls")))
        .containsExactly("observed 100", "observed 1000", "observed 10000");
  }
}
