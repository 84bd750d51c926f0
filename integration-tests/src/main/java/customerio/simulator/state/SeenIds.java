package customerio.simulator.state;

import java.util.HashMap;
import java.util.Map;

/** Which ids a workspace has seen, and how often. */
final class SeenIds {

  private final Map<String, Integer> timesById = new HashMap<>();

  /** True the first time. */
  boolean add(String id) {
    return timesById.merge(id, 1, Integer::sum) == 1;
  }

  /** Ids that came more than once, with how often they came. */
  Map<String, Integer> repeated() {
    Map<String, Integer> repeated = new HashMap<>(timesById);
    repeated.values().removeIf(times -> times == 1);
    return repeated;
  }
}
