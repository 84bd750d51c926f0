package customerio.agent.delivery;

import customerio.agent.queue.Routing;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who stands behind whom at one destination, under its lock. Thread-safe. */
final class Names {
  private final Object lock;
  private final PersonLines lines;
  private final Overtakers overtakers;
  private final Arrivals arrivals;
  private final Clock clock;

  Names(Object lock, Backlog backlog, Arrivals arrivals, Clock clock) {
    this.lock = lock;
    this.lines = backlog.lines();
    this.overtakers = backlog.overtakers();
    this.arrivals = arrivals;
    this.clock = clock;
  }

  Routing named(Routing routing) {
    synchronized (lock) {
      Routing named = lines.named(routing);
      return named.equals(routing) ? arrivals.named(routing) : named;
    }
  }

  void passed(Routing routing) {
    synchronized (lock) {
      lines.join(routing);
    }
  }

  /**
   * A call that goes past the queue, see {@link Overtakers}.
   *
   * @param turn run once, when it may go; must neither block nor lock
   * @return ends the wait, and says whether it had lasted until then; null when it may go at once
   */
  BooleanSupplier awaitTurn(Set<Long> people, Runnable turn) {
    synchronized (lock) {
      BooleanSupplier leave = overtakers.await(people, turn);
      return leave == null
          ? null
          : () -> {
            synchronized (lock) {
              return leave.getAsBoolean();
            }
          };
    }
  }

  /** These are about to be sent, and must not look older than what went before them undated. */
  void follow(List<Entry> entries) {
    synchronized (lock) {
      entries.forEach(lines::follow);
    }
  }

  void mayHaveArrived(List<Entry> entries) {
    synchronized (lock) {
      entries.forEach(entry -> lines.mayHaveArrived(entry, clock.millis()));
    }
  }
}
