package customerio.agent.delivery;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Lets operations into the lanes in an order that is one for all: what earlier JVMs left goes
 * first. Guarded by the destination's lock.
 *
 * <p>Until the first backlog is complete, what the application says waits here, as it cannot be
 * known before which lines that joins. A later backlog (of a JVM that died meanwhile, or one for
 * which there was no room) goes in front of what waits then; it waits here itself while pairs of
 * this JVM do, since of two pairs each of which is in front of the other in one line neither could
 * ever leave. No new pair is let in meanwhile, so that end comes.
 */
final class Arrivals {
  private final ArrayDeque<Ticket> backlog = new ArrayDeque<>();
  private final ArrayDeque<Ticket> live = new ArrayDeque<>();
  private final Consumer<Ticket> enterFromBacklog;
  private final Consumer<Ticket> enterLive;
  private boolean started;
  private int livePairs;

  /** Of those that wait here, as far as they say so themselves. */
  private PersonLines early = new PersonLines();

  Arrivals(boolean started, Consumer<Ticket> enterFromBacklog, Consumer<Ticket> enterLive) {
    this.started = started;
    this.enterFromBacklog = enterFromBacklog;
    this.enterLive = enterLive;
  }

  void add(Ticket ticket, boolean fromBacklog) {
    if (fromBacklog && started && livePairs > 0) {
      backlog.add(ticket);
    } else if (fromBacklog) {
      enterFromBacklog.accept(ticket);
    } else if (!started || !backlog.isEmpty()) {
      live.add(ticket);
      early.enter(ticket.routing(), true);
    } else {
      enterLive.accept(ticket);
    }
  }

  /** See {@link PersonLines#named}; for what is about to wait here. */
  Routing named(Routing routing) {
    return early.named(routing);
  }

  void start() {
    started = true;
    enterAll();
  }

  void pairEntered() {
    livePairs++;
  }

  void pairSettled() {
    livePairs--;
    if (livePairs == 0) {
      enterAll();
    }
  }

  /** Capture time of about the oldest, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return Math.min(oldest(backlog), oldest(live));
  }

  private void enterAll() {
    while (!backlog.isEmpty()) {
      enterFromBacklog.accept(backlog.poll());
    }
    while (!live.isEmpty()) {
      enterLive.accept(live.poll());
    }
    early = new PersonLines();
  }

  private static long oldest(ArrayDeque<Ticket> tickets) {
    return tickets.isEmpty() ? Long.MAX_VALUE : tickets.peek().capturedAtMillis();
  }
}
