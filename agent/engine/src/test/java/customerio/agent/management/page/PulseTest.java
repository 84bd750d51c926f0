package customerio.agent.management.page;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.management.page.Pulse.Beat;
import customerio.agent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final Pulse pulse = new Pulse(clock);

  @Test
  void beats_countAndKeepTheSlowest() {
    pulse.add(clock.millis() - 30);
    pulse.add(clock.millis() - 10);
    clock.jump(Duration.ofMillis(5_000));
    pulse.add(clock.millis() - 7);

    assertThat(pulse.beats()).isEqualTo(quietBefore(new Beat(2, 30), new Beat(1, 7)));
  }

  @Test
  void quietTime_isZeroes() {
    pulse.add(clock.millis());
    clock.jump(Duration.ofMillis(10_000));

    assertThat(pulse.beats())
        .isEqualTo(quietBefore(new Beat(1, 0), new Beat(0, 0), new Beat(0, 0)));
  }

  @Test
  void afterFiveMinutes_itIsForgotten() {
    pulse.add(clock.millis());
    clock.jump(Duration.ofMillis(295_000));
    assertThat(pulse.beats().get(0)).isEqualTo(new Beat(1, 0));

    clock.jump(Duration.ofMillis(5_000));
    assertThat(pulse.beats()).isEqualTo(quietBefore());

    pulse.add(clock.millis());
    assertThat(pulse.beats()).isEqualTo(quietBefore(new Beat(1, 0)));
  }

  /** A clock that was put back makes of "said" the future. */
  @Test
  void whatIsSaidToComeLater_isNotLate() {
    pulse.add(clock.millis() + 60_000);

    assertThat(pulse.beats()).isEqualTo(quietBefore(new Beat(1, 0)));
  }

  private static List<Beat> quietBefore(Beat... last) {
    List<Beat> beats =
        new ArrayList<>(Collections.nCopies(Pulse.BEATS - last.length, new Beat(0, 0)));
    beats.addAll(List.of(last));
    return beats;
  }
}
