package customerio.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * How long the shop waited for its calls, in microseconds, from when each was due until it
 * returned. Counted from when it began, a call that could not even begin because others hung would
 * look fast (coordinated omission).
 *
 * @param max of all calls; the percentiles leave out those made while a shop just started warms up
 */
record HoldTimes(long p50, long p99, long max) {
  static final Duration WARM_UP = Duration.ofSeconds(3);

  static HoldTimes of(List<LoggedCall> calls) {
    long[] warm = micros(calls, call -> call.beganMicros() >= WARM_UP.toMillis() * 1000);
    long[] all = micros(calls, call -> true);
    return new HoldTimes(percentile(warm, 50), percentile(warm, 99), percentile(all, 100));
  }

  private static long[] micros(List<LoggedCall> calls, Predicate<LoggedCall> which) {
    return calls.stream()
        .filter(LoggedCall::returned)
        .filter(which)
        .mapToLong(LoggedCall::dueToDoneMicros)
        .sorted()
        .toArray();
  }

  /** By nearest rank: a value that was measured. */
  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
