package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings what is on the shelf into the lanes while there is room. One at a time for a destination,
 * whose lock guards its state; the files are read without it.
 */
final class Refill {
  private final DeliveryContext context;
  private final long destination;
  private final Object lock;
  private final Arrivals arrivals;
  private final Backlog backlog;
  private final Enter enter;

  private boolean running;

  /** A backlog was found after the start, and is not yet in the lanes. */
  private boolean late;

  private boolean stopping;
  private boolean closed;

  /** Lets an operation into its lane. */
  interface Enter {
    /**
     * @param last nothing that entered before stands behind it
     */
    void enter(Ticket ticket, boolean fromBacklog, boolean last);
  }

  Refill(
      DeliveryContext context,
      long destination,
      Object lock,
      Arrivals arrivals,
      Backlog backlog,
      Enter enter) {
    this.context = context;
    this.destination = destination;
    this.lock = lock;
    this.arrivals = arrivals;
    this.backlog = backlog;
    this.enter = enter;
  }

  /**
   * An operation of a dead JVM is on the shelf.
   *
   * @param started it goes in front of what is in the lanes already
   */
  void expect(Ticket ticket, boolean started) {
    late |= started;
    arrivals.backlogComes();
    backlog.expect(ticket, !started);
  }

  /** All of them are known. */
  void expectNoMore() {
    arrivals.backlogIsThere();
    look();
  }

  /** From now on it does not try again what fails. */
  void stopWaiting() {
    stopping = true;
  }

  /** Nothing comes into the lanes any more. */
  void close() {
    closed = true;
  }

  boolean isRunning() {
    return running && !closed;
  }

  /** There may be room, or something to take off the shelf. */
  void look() {
    if (!running && !closed && arrivals.isClear() && backlog.toTake() > 0) {
      context.scheduler().execute(this::run);
      running = true; // it waits for the lock; and should there be no memory, nobody else would
    }
  }

  private void run() {
    int most;
    synchronized (lock) {
      most = !closed && arrivals.isClear() ? backlog.toTake() : 0;
    }
    List<Ticket> next = List.of();
    boolean whole = false;
    try {
      // as long as it can get: what is off the shelf, and in no lane, waits for the next start
      next = new ArrayList<>(most);
      context.queue().unshelve(destination, most, next::add);
      whole = true;
    } catch (RuntimeException | Error e) {
      context.listener().fault(null, e);
    }
    synchronized (lock) {
      for (int i = 0; i < next.size(); i++) {
        enter(next.get(i));
      }
      ran(whole && (most == 0 || !next.isEmpty()));
    }
    context.progress().run();
  }

  /** One that does not get in rests in the queue, as at {@link Delivery#offer}. */
  private void enter(Ticket ticket) {
    boolean fromBacklog = ticket.turn() < Ticket.FIRST_OWN_TURN;
    try {
      enter.enter(ticket, fromBacklog, !fromBacklog || !late);
    } catch (RuntimeException | Error e) {
      context.listener().fault(null, e);
    }
  }

  private void ran(boolean well) {
    running = false;
    if (arrivals.isClear()) {
      // else what is being found is on the shelf already, and not yet known to the queue
      late &= backlog.moved() < Ticket.FIRST_OWN_TURN;
    }
    if (well) {
      look();
    } else if (!stopping && backlog.toTake() > 0) {
      context.scheduler().schedule(context.retries().max(), this::run);
      running = true;
    }
  }
}
