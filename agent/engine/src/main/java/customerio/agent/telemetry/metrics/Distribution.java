package customerio.agent.telemetry.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;

/**
 * A histogram of whole numbers. Recording takes no lock and allocates nothing: two striped sums,
 * and whatever the outlet does.
 */
final class Distribution implements Series {
  private final List<String> labels;
  private final long[] upper;
  private final LongAdder[] buckets;
  private final LongAdder sum = new LongAdder();
  private final double grains;
  private final DoubleConsumer outlet;

  /**
   * @param outlet told each value in the metric's unit; null = nobody is
   */
  Distribution(List<String> labels, Bounds bounds, DoubleConsumer outlet) {
    this.labels = labels;
    this.upper = bounds.inGrains();
    this.grains = bounds.grains();
    this.outlet = outlet;
    buckets = new LongAdder[upper.length + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  /**
   * @param value in grains; less than nothing, which a clock that was put back makes of a time,
   *     counts as nothing
   */
  void record(long value) {
    long counted = Math.max(0, value);
    int bucket = 0;
    while (bucket < upper.length && counted > upper[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sum.add(counted);
    if (outlet != null) {
      outlet.accept(counted / grains);
    }
  }

  /** How many values there were up to each bound; the last of them is how many there were. */
  long[] cumulative() {
    long[] counts = new long[buckets.length];
    long total = 0;
    for (int i = 0; i < buckets.length; i++) {
      total += buckets[i].sum();
      counts[i] = total;
    }
    return counts;
  }

  /** Adds what was recorded to counts of the same metric, not cumulative. */
  void addTo(long[] counts) {
    for (int i = 0; i < buckets.length; i++) {
      counts[i] += buckets[i].sum();
    }
  }

  /** In the metric's unit. */
  double sum() {
    return sum.sum() / grains;
  }
}
