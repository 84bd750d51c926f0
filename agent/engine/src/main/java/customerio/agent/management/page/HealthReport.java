package customerio.agent.management.page;

import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import java.util.List;
import java.util.Locale;

/**
 * How things are at one moment.
 *
 * @param reasons why it is not {@code UP}, the gravest first
 * @param probe what Customer.io's hosts have answered; null when they were not asked
 */
record HealthReport(List<Concern> reasons, ConnectivityProbe.Result probe) {
  private static final String UP = "UP";

  static HealthReport of(List<Concern> seen) {
    return new HealthReport(seen, null);
  }

  /** The same with what was heard; a host that does not answer is one more reason. */
  HealthReport with(ConnectivityProbe.Result heard) {
    if (heard == null) {
      return this;
    }
    Concerns all = new Concerns();
    reasons.forEach(all::raise);
    for (ConnectivityProbe.Heard one : heard.heard()) {
      if (one.echo().status() == 0) {
        all.raise(
            new Concern("unreachable", name(one.place()), one.echo().failure(), Gravity.DEGRADED));
      }
    }
    return new HealthReport(all.now(), heard);
  }

  static String name(ConnectivityProbe.Place place) {
    return (place.api() + "-" + place.region()).toLowerCase(Locale.ROOT);
  }

  String status() {
    return word(reasons);
  }

  /** "" when all is well. */
  String reason() {
    return reasons.isEmpty() ? "" : reasons.get(0).toString();
  }

  String status(Component component) {
    return word(reasons(component));
  }

  List<Concern> reasons(Component component) {
    return reasons.stream().filter(concern -> Component.of(concern) == component).toList();
  }

  /** Operations are refused or lost. */
  boolean isDown() {
    return !reasons.isEmpty() && reasons.get(0).gravity() == Gravity.DOWN;
  }

  boolean isUp() {
    return reasons.isEmpty();
  }

  private static String word(List<Concern> reasons) {
    return reasons.isEmpty() ? UP : reasons.get(0).gravity().name();
  }
}
