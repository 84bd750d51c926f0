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
      running = true;
      context.scheduler().execute(this::run);
    }
  }

  private void run() {
    int most;
    synchronized (lock) {
      most = !closed && arrivals.isClear() ? backlog.toTake() : 0;
    }
    List<Ticket> next = new ArrayList<>();
    context.queue().unshelve(destination, most, next::add);
    synchronized (lock) {
      for (Ticket ticket : next) {
        boolean fromBacklog = ticket.turn() < Ticket.FIRST_OWN_TURN;
        enter.enter(ticket, fromBacklog, !fromBacklog || !late);
      }
      ran(most > 0 && next.isEmpty());
    }
    context.progress().run();
  }

  private void ran(boolean nothingCame) {
    running = false;
    if (arrivals.isClear()) {
      // else what is being found is on the shelf already, and not yet known to the queue
      late &= backlog.moved() < Ticket.FIRST_OWN_TURN;
    }
    if (!nothingCame) {
      look();
    } else if (!stopping && backlog.toTake() > 0) {
      running = true;
      context.scheduler().schedule(context.retries().max(), this::run);
    }
  }
}
