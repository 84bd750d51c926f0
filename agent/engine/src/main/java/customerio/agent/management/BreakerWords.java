package customerio.agent.management;

import customerio.agent.delivery.BreakerState;
import java.util.Locale;

/** The states of a circuit breaker as operators read them. */
final class BreakerWords {

  private BreakerWords() {}

  /** {@code closed}, {@code open} or {@code half-open}. */
  static String of(BreakerState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
