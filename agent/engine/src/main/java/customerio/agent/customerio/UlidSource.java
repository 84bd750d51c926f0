package customerio.agent.customerio;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Gives out ULIDs that strictly increase, also within a millisecond and when the clock is set back,
 * so that their order as text is the order of capture. Thread-safe.
 */
public final class UlidSource {
  private final Clock clock;
  private final RandomGenerator random;

  private long lastMillis = -1;

  /** Time and the first 16 random bits. */
  private long high;

  private long low;

  /**
   * @param random called under a lock, so it need not be thread-safe
   */
  public UlidSource(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public synchronized String next() {
    long millis = Math.max(0, Math.min(clock.millis(), Ulid.MAX_MILLIS));
    if (millis > lastMillis) {
      lastMillis = millis;
      high = millis << 16 | random.nextLong() >>> 48;
      low = random.nextLong();
    } else {
      advance();
    }
    return Ulid.toText(high, low);
  }

  /** One more than the last; when all 80 random bits are used up, it runs into the time. */
  private void advance() {
    low++;
    if (low == 0) {
      high++;
      lastMillis = high >>> 16;
    }
  }
}
