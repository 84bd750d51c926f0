package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final Bounds BOUNDS = Bounds.ofSeconds(.001, .01);

  @Test
  void value_countsUpToTheFirstBoundThatHoldsIt_andBoundsAreInclusive() {
    Distribution distribution = new Distribution(List.of(), BOUNDS, null);

    distribution.record(1_000_000);
    distribution.record(1_000_001);
    distribution.record(10_000_000);
    distribution.record(10_000_001);

    assertThat(distribution.cumulative()).containsExactly(1, 3, 4);
    assertThat(distribution.sum()).isEqualTo(0.022000002);
  }

  @Test
  void timeOfAClockThatWasPutBack_isNone() {
    Distribution distribution = new Distribution(List.of(), BOUNDS, null);

    distribution.record(-5);

    assertThat(distribution.cumulative()).containsExactly(1, 1, 1);
    assertThat(distribution.sum()).isZero();
  }

  @Test
  void outlet_isToldEachValueInTheUnitOfTheMetric() {
    List<Double> told = new ArrayList<>();
    Distribution distribution = new Distribution(List.of(), BOUNDS, told::add);

    distribution.record(1_500_000_000);
    distribution.record(0);

    assertThat(told).containsExactly(1.5, 0.0);
  }

  @Test
  void valuesOfManyThreads_areAllCounted() throws Exception {
    Distribution distribution = new Distribution(List.of(), Bounds.ofWholes(1, 2), null);
    List<Future<?>> all = new ArrayList<>();
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 10_000; n++) {
                    distribution.record(n % 4);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(distribution.cumulative()).containsExactly(20_000, 30_000, 40_000);
    assertThat(distribution.sum()).isEqualTo(60_000);
  }

  @Property(tries = 200)
  void everyValue_isInExactlyOneBucketOfEveryHistogram(
      @ForAll @LongRange(min = 0, max = 200_000_000_000_000L) long value) {
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Kind.HISTOGRAM) {
        Distribution distribution = new Distribution(List.of(), metric.bounds(), null);
        distribution.record(value);

        List<Double> upper = metric.bounds().upper();
        for (int i = 0; i < upper.size(); i++) {
          long within = value / metric.bounds().grains() <= upper.get(i) ? 1 : 0;
          assertThat(distribution.cumulative()[i]).isEqualTo(within);
        }
        assertThat(distribution.cumulative()[upper.size()]).isOne();
      }
    }
  }
}
