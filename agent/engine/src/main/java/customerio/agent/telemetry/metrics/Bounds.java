package customerio.agent.telemetry.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The upper bounds of a histogram's buckets, inclusive, and the grain in which it is recorded: a
 * whole number is counted without an allocation, and adds up without a rounding error.
 *
 * @param grains of the metric's unit: 1e9 for seconds that are recorded in nanoseconds
 */
record Bounds(double grains, List<Double> upper) {

  static Bounds ofSeconds(double... upper) {
    return new Bounds(1e9, list(upper));
  }

  static Bounds ofWholes(double... upper) {
    return new Bounds(1, list(upper));
  }

  long[] inGrains() {
    return upper.stream().mapToLong(bound -> Math.round(bound * grains)).toArray();
  }

  private static List<Double> list(double... upper) {
    return Arrays.stream(upper).boxed().toList();
  }
}
