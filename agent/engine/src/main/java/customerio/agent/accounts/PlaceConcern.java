package customerio.agent.accounts;

import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A concern about places, which stays as long as any credential that is used there gives reason for
 * it. Thread-safe.
 */
final class PlaceConcern {
  /** An application whose users bring their own keys must not fill the heap. */
  private static final int MAX_CREDENTIALS = 1_000;

  private final Concerns concerns;
  private final String code;
  private final Gravity gravity;
  private final Map<String, Set<Long>> reasons = new HashMap<>();

  PlaceConcern(Concerns concerns, String code, Gravity gravity) {
    this.concerns = concerns;
    this.code = code;
    this.gravity = gravity;
  }

  /**
   * @param sentence takes the place of what was said of this place before
   */
  synchronized void raise(Called called, String sentence) {
    Set<Long> credentials = reasons.computeIfAbsent(called.place(), place -> new HashSet<>());
    if (credentials.size() < MAX_CREDENTIALS) {
      credentials.add(called.credential());
    }
    concerns.raise(new Concern(code, called.place(), sentence, gravity));
  }

  /**
   * @return false when this credential had not raised it
   */
  synchronized boolean clear(Called called) {
    Set<Long> credentials = reasons.get(called.place());
    if (credentials == null || !credentials.remove(called.credential())) {
      return false;
    }
    if (credentials.isEmpty()) {
      reasons.remove(called.place());
      concerns.clear(code, called.place());
    }
    return true;
  }
}
