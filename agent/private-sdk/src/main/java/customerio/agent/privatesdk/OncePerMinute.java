package customerio.agent.privatesdk;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * Lines about a collector, at most one a minute whatever they say: an application is not to be told
 * more often that somebody else is away. Thread-safe.
 */
final class OncePerMinute implements Consumer<String> {
  private static final long MINUTE_MILLIS = 60_000;

  private final Consumer<String> log;
  private final Clock clock;
  private long lastMillis;
  private boolean spoken;
  private int withheld;

  OncePerMinute(Consumer<String> log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(String line) {
    long now = clock.millis();
    if (spoken && now - lastMillis < MINUTE_MILLIS && now >= lastMillis) {
      withheld++;
      return;
    }
    log.accept(withheld == 0 ? line : line + " (and " + withheld + " more before)");
    spoken = true;
    lastMillis = now;
    withheld = 0;
  }
}
