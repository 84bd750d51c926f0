package customerio.agent.telemetry;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * News that can come a thousand at a time: a few lines a minute for each kind, and then how many
 * more there were. So a flood of one kind hides no other. Thread-safe.
 */
final class Sparingly {
  private static final int LINES_A_MINUTE = 3;
  private static final long MINUTE_MILLIS = 60_000;

  /** Kinds are fixed words and destinations; beyond this many they share one measure. */
  private static final int MAX_KINDS = 100;

  private static final class Measure {
    private long minuteBegan;
    private int lines;
    private long withheld;
  }

  private final Consumer<String> log;
  private final Clock clock;
  private final Map<String, Measure> measures = new HashMap<>();

  Sparingly(Consumer<String> log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param kind names nobody
   */
  void say(String kind, String line) {
    long before = admit(kind);
    if (before >= 0) {
      log.accept(before == 0 ? line : line + " (and " + before + " more like it before)");
    }
  }

  /** How many lines were withheld since the last one of the kind, or -1 for this one as well. */
  private synchronized long admit(String kind) {
    Measure measure =
        measures.computeIfAbsent(
            measures.size() < MAX_KINDS || measures.containsKey(kind) ? kind : "",
            any -> new Measure());
    long now = clock.millis();
    if (now - measure.minuteBegan >= MINUTE_MILLIS || now < measure.minuteBegan) {
      measure.minuteBegan = now;
      measure.lines = 0;
    }
    if (measure.lines == LINES_A_MINUTE) {
      measure.withheld++;
      return -1;
    }
    measure.lines++;
    long withheld = measure.withheld;
    measure.withheld = 0;
    return withheld;
  }
}
