package customerio.agent.log;

import java.time.Clock;

/** So many lines a minute, and then how many more there were. Not thread-safe. */
public final class LineBudget {
  private static final long MINUTE_MILLIS = 60_000;

  private final int linesAMinute;
  private final Clock clock;
  private long minuteBegan;
  private int lines;
  private long withheld;

  public LineBudget(int linesAMinute, Clock clock) {
    this.linesAMinute = linesAMinute;
    this.clock = clock;
  }

  /** How many lines were withheld since the last one, or -1 for this one as well. */
  public long admit() {
    long now = clock.millis();
    if (now - minuteBegan >= MINUTE_MILLIS || now < minuteBegan) {
      minuteBegan = now;
      lines = 0;
    }
    if (lines == linesAMinute) {
      withheld++;
      return -1;
    }
    lines++;
    long before = withheld;
    withheld = 0;
    return before;
  }
}
