package customerio.simulator.faults;

import customerio.simulator.state.Operation;
import java.util.Locale;

/**
 * Refuses single operations, as Customer.io refuses what it cannot take.
 *
 * @param event name of the event; null for any
 * @param person such as {@code id:42}; null for any
 */
public record Poison(String event, String person, BatchStyle style) {

  /** What a Track batch with a refused item is answered. */
  public enum BatchStyle {
    /** 207, the other items are accepted. */
    MULTI_STATUS,
    /** 200 with the same body as 207; seen in a destination's tests (action-destinations #3816). */
    OK_WITH_ERRORS,
    /** 207 whose errors do not say which item is meant. */
    WITHOUT_INDEX,
    /** 400, nothing of the batch is accepted. */
    WHOLE_BATCH;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static BatchStyle of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public Poison {
    if (event == null && person == null) {
      throw new IllegalArgumentException("poison needs an event or a person");
    }
  }

  boolean hits(Operation operation) {
    boolean sameEvent = event == null || event.equals(operation.name());
    boolean samePerson =
        person == null
            || (operation.person() != null && person.equals(operation.person().toString()));
    return sameEvent && samePerson;
  }
}
