package customerio.agent.management;

import customerio.agent.health.Concern;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Notices that the state of health has changed. Not thread-safe. */
final class HealthWatch {
  private final Supplier<List<Concern>> reasons;
  private final Clock clock;
  private String last = Health.word(List.of());

  HealthWatch(Supplier<List<Concern>> reasons, Clock clock) {
    this.reasons = reasons;
    this.clock = clock;
  }

  /** Null = no news. */
  News look() {
    List<Concern> now = reasons.get();
    String word = Health.word(now);
    if (word.equals(last)) {
      return null;
    }
    String before = last;
    last = word;
    String why = now.isEmpty() ? "" : ": " + now.get(0);
    return new News(
        NewsKind.HEALTH, clock.instant(), "health " + before + " -> " + word + why, before, word);
  }
}
