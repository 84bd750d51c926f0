package customerio.agent.management;

import java.util.Arrays;

/**
 * The last so many values, for percentiles that show how it is and not how it once was.
 * Thread-safe.
 */
final class RecentValues {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] nanos;
  private int next;
  private int size;

  RecentValues(int kept) {
    this.nanos = new long[kept];
  }

  /** Less than nothing, which a clock that was put back makes of a time, is nothing. */
  synchronized void add(long value) {
    nanos[next] = Math.max(0, value);
    next = (next + 1) % nanos.length;
    size = Math.min(size + 1, nanos.length);
  }

  /**
   * @param percent above 0, not above 100
   * @return what so many of a hundred values do not exceed; 0 when there are none
   */
  double seconds(int percent) {
    long[] sorted;
    synchronized (this) {
      sorted = Arrays.copyOf(nanos, size);
    }
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(sorted.length * (percent / 100.0));
    return sorted[rank - 1] / NANOS_PER_SECOND;
  }
}
