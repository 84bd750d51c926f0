package customerio.agent.management;

import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.queue.QueueState;
import java.util.List;
import java.util.function.Supplier;

/**
 * All reasons why the agent is not in order: those that were raised, and those that can be seen by
 * looking at queue and destinations, which therefore never have to be cleared. Thread-safe.
 */
final class Health {
  private final Supplier<QueueState> queue;
  private final Supplier<List<DestinationState>> destinations;
  private final Supplier<List<Concern>> raised;

  Health(
      Supplier<QueueState> queue,
      Supplier<List<DestinationState>> destinations,
      Supplier<List<Concern>> raised) {
    this.queue = queue;
    this.destinations = destinations;
    this.raised = raised;
  }

  List<Concern> reasons() {
    Concerns all = new Concerns();
    destinations.get().forEach(destination -> look(destination, all));
    QueueState state = queue.get();
    if (state.worry() != null) {
      all.raise(new Concern("queue-worry", "", state.worry(), Gravity.DEGRADED));
    }
    String trouble = state.trouble();
    if (trouble != null) {
      all.raise(
          new Concern(
              "queue-trouble", "", trouble + "; calls go out as without the agent", Gravity.DOWN));
    }
    // last: whoever raised it can say more than what is seen from here
    raised.get().forEach(all::raise);
    return all.now();
  }

  static String word(List<Concern> reasons) {
    return reasons.isEmpty() ? "UP" : reasons.get(0).gravity().name();
  }

  private static void look(DestinationState destination, Concerns all) {
    if (destination.waiting() == Waiting.UNAUTHORIZED) {
      all.raise(
          new Concern(
              "credential-refused",
              destination.label(),
              "Customer.io refuses the credential; its operations wait on disk; check key and"
                  + " region",
              Gravity.DOWN));
    }
    if (destination.breaker() != BreakerState.CLOSED) {
      all.raise(
          new Concern(
              "breaker-open",
              destination.label(),
              "Customer.io cannot be reached or fails; operations wait on disk and leave when it"
                  + " answers again",
              Gravity.DEGRADED));
    }
  }
}
