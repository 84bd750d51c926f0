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
public final class Health {
  private final Supplier<QueueState> queue;
  private final Supplier<List<DestinationState>> destinations;
  private final Supplier<List<Concern>> raised;

  public Health(
      Supplier<QueueState> queue,
      Supplier<List<DestinationState>> destinations,
      Supplier<List<Concern>> raised) {
    this.queue = queue;
    this.destinations = destinations;
    this.raised = raised;
  }

  /** The gravest first; empty = all is well. */
  public List<Concern> reasons() {
    Concerns all = new Concerns();
    destinations.get().forEach(destination -> look(destination, all));
    look(queue.get(), all);
    // last: whoever raised it can say more than what is seen from here
    raised.get().forEach(all::raise);
    return all.now();
  }

  static String word(List<Concern> reasons) {
    return reasons.isEmpty() ? "UP" : reasons.get(0).gravity().name();
  }

  private static void look(QueueState queue, Concerns all) {
    if (queue.trouble() != null) {
      all.raise(
          new Concern(
              "queue-trouble",
              "",
              queue.trouble() + "; calls go out as without the agent",
              Gravity.DOWN));
    }
    if (queue.loss() != null) {
      all.raise(new Concern("queue-drops", "", queue.loss(), Gravity.DOWN));
    }
    if (queue.worry() != null) {
      all.raise(new Concern("queue-worry", "", queue.worry(), Gravity.DEGRADED));
    }
    if (queue.corruptRecords() > 0) {
      all.raise(
          new Concern(
              "queue-damaged",
              "",
              "files of the queue were damaged in "
                  + queue.corruptRecords()
                  + " place(s); all intact operations are kept, the damaged bytes too; check the"
                  + " disk, and the log for their names",
              Gravity.DEGRADED));
    }
    if (queue.leftAlone() > 0) {
      all.raise(
          new Concern(
              "queue-newer-format",
              "",
              queue.leftAlone()
                  + " file(s) of the queue were written by another version of the agent and wait"
                  + " for it; the log names them",
              Gravity.DEGRADED));
    }
  }

  private static void look(DestinationState destination, Concerns all) {
    if (destination.waiting() == Waiting.UNAUTHORIZED) {
      all.raise(
          new Concern(
              "credential-refused",
              destination.label(),
              "Customer.io refuses the credential; its operations wait on disk; check key and"
                  + " region",
              Gravity.DEGRADED));
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
