package customerio.agent.management.page;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** How many operations were delivered in the last minutes, and how late. Thread-safe. */
final class Pulse {
  static final int SECONDS_PER_BEAT = 5;
  static final int BEATS = 60;

  private static final long MILLIS_PER_BEAT = SECONDS_PER_BEAT * 1_000L;

  private final Clock clock;
  private final long[] numbers = new long[BEATS];
  private final long[] delivered = new long[BEATS];
  private final long[] slowest = new long[BEATS];

  Pulse(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param delivered operations
   * @param slowestMillis from the call of the application to Customer.io's answer; 0 when there was
   *     none
   */
  record Beat(long delivered, long slowestMillis) {}

  /** Delivered at this moment. */
  synchronized void add(long capturedAtMillis) {
    long now = clock.millis();
    long number = now / MILLIS_PER_BEAT;
    int place = (int) (number % BEATS);
    if (numbers[place] != number) {
      numbers[place] = number;
      delivered[place] = 0;
      slowest[place] = 0;
    }
    delivered[place]++;
    slowest[place] = Math.max(slowest[place], now - capturedAtMillis);
  }

  /** The oldest first; the last one is not over yet. */
  synchronized List<Beat> beats() {
    long current = clock.millis() / MILLIS_PER_BEAT;
    List<Beat> beats = new ArrayList<>(BEATS);
    for (long number = current - BEATS + 1; number <= current; number++) {
      int place = (int) (number % BEATS);
      beats.add(
          numbers[place] == number ? new Beat(delivered[place], slowest[place]) : new Beat(0, 0));
    }
    return beats;
  }
}
