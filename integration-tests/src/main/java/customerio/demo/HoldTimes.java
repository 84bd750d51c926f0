package customerio.demo;

import java.util.List;

/**
 * How long calls held the shop's threads, in microseconds; and how far the shop fell behind its
 * schedule for it.
 */
record HoldTimes(long p50, long p99, long max, long mostLate) {

  static HoldTimes of(List<LoggedCall> calls) {
    long[] micros =
        calls.stream()
            .filter(LoggedCall::returned)
            .mapToLong(LoggedCall::micros)
            .sorted()
            .toArray();
    long mostLate = calls.stream().mapToLong(LoggedCall::lateMicros).max().orElse(0);
    return new HoldTimes(
        percentile(micros, 50), percentile(micros, 99), percentile(micros, 100), mostLate);
  }

  /** By nearest rank: a value that was measured. */
  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
