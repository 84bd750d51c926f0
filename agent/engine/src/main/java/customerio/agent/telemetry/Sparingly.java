package customerio.agent.telemetry;

import customerio.agent.log.LineBudget;
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

  /** Kinds are fixed words and destinations; beyond this many they share one measure. */
  private static final int MAX_KINDS = 100;

  private final Clock clock;
  private final Map<String, LineBudget> budgets = new HashMap<>();

  Sparingly(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param kind names nobody
   */
  void say(String kind, Consumer<String> log, String line) {
    long before = admit(kind);
    if (before >= 0) {
      log.accept(before == 0 ? line : line + " (and " + before + " more like it before)");
    }
  }

  /** See {@link LineBudget#admit}. */
  private synchronized long admit(String kind) {
    return budgets
        .computeIfAbsent(
            budgets.size() < MAX_KINDS || budgets.containsKey(kind) ? kind : "",
            any -> new LineBudget(LINES_A_MINUTE, clock))
        .admit();
  }
}
