package customerio.agent.delivery;

import customerio.agent.queue.Routing;
import java.time.Clock;
import java.util.List;

/** Who stands behind whom in the lanes of one destination, under its lock. Thread-safe. */
final class Names {
  private final Object lock;
  private final PersonLines lines;
  private final Arrivals arrivals;
  private final Clock clock;

  Names(Object lock, PersonLines lines, Arrivals arrivals, Clock clock) {
    this.lock = lock;
    this.lines = lines;
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
