package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileTest {
  private static final List<Double> UPPER = List.of(10.0, 20.0, 40.0);

  @Test
  void nothingCounted_isNothing() {
    assertThat(Quantile.of(0.99, UPPER, new long[4])).isZero();
  }

  @Test
  void withinABucket_isProportional() {
    assertThat(Quantile.of(0.5, UPPER, new long[] {0, 4, 0, 0})).isEqualTo(15);
    assertThat(Quantile.of(1, UPPER, new long[] {2, 2, 0, 0})).isEqualTo(20);
    assertThat(Quantile.of(0.25, UPPER, new long[] {2, 2, 0, 0})).isEqualTo(5);
  }

  /** As histogram_quantile has it: there is no better answer. */
  @Test
  void beyondTheLastBound_isThatBound() {
    assertThat(Quantile.of(0.99, UPPER, new long[] {0, 0, 0, 7})).isEqualTo(40);
  }

  @Test
  void interception_isOfAllClientsTogether() {
    Metrics metrics = Metrics.unexported(Clock.systemUTC());
    metrics.calls().intercepted("okhttp", true, 20_000);
    metrics.calls().intercepted("jdk", false, 40_000);

    assertThat(metrics.interceptSeconds(1)).isEqualTo(50e-6);
    assertThat(metrics.interceptSeconds(0.5)).isEqualTo(25e-6);
  }
}
