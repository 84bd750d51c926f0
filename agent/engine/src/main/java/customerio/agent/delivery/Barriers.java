package customerio.agent.delivery;

import java.util.HashMap;
import java.util.Map;

/** Which people a batch under construction speaks of, and of whom it says the last. */
final class Barriers {

  /** Person → whether what was admitted about it is a barrier. */
  private final Map<Long, Boolean> people = new HashMap<>();

  /**
   * @return false when it may not be in the same batch as what was admitted before
   */
  boolean admit(long person, boolean barrier) {
    Boolean before = people.get(person);
    if (before != null && (before || barrier)) {
      return false;
    }
    people.put(person, barrier);
    return true;
  }
}
