package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A call that went past the queue arrives at a time that nobody tells us, perhaps after calls that
 * were said later. Until it certainly has, nothing can be taken for a repetition. Thread-safe.
 */
final class Blindness {
  /**
   * No client that is used with Customer.io waits longer for an answer unless it waits for ever.
   */
  private static final long LASTS_NANOS = Duration.ofMinutes(5).toNanos();

  private final Ticker ticker;
  private volatile boolean ever;
  private volatile long until;

  Blindness(Ticker ticker) {
    this.ticker = ticker;
  }

  void begin() {
    until = ticker.read() + LASTS_NANOS;
    ever = true;
  }

  boolean lasts() {
    return ever && ticker.read() - until < 0;
  }
}
