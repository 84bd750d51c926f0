package customerio.agent.delivery;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets operations into the lanes in an order that is one for all: what earlier JVMs left goes
 * first. Guarded by the destination's lock.
 *
 * <p>Until it is known of whom the first backlog speaks, what the application says waits here. A
 * later backlog (of a JVM that died meanwhile, or one for which there was no room) goes in front of
 * what waits then; it stays on the shelf while pairs of this JVM that were there before do wait,
 * since of two pairs each of which is in front of the other in one line neither could ever leave.
 * No later pair is in its way, as whatever speaks of the same people goes onto the shelf, too.
 */
final class Arrivals {
  private final ArrayDeque<Ticket> live = new ArrayDeque<>();
  private final Set<Ticket> pairs = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Ticket> inTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Backlog backlog;
  private final Consumer<Ticket> enter;
  private boolean started;
  private boolean coming;

  /** Of those that wait here, as far as they say so themselves. */
  private PersonLines early = new PersonLines(Awaited.NOBODY);

  Arrivals(boolean started, Backlog backlog, Consumer<Ticket> enter) {
    this.started = started;
    this.backlog = backlog;
    this.enter = enter;
    if (started) {
      backlog.overtakers().start();
    }
  }

  void add(Ticket ticket) {
    if (started) {
      enterUnlessAwaited(ticket);
    } else if (backlog.hasRoom(live.size()) || !backlog.shelve(ticket)) {
      live.add(ticket);
      early.enter(ticket.routing(), true);
    }
  }

  /** See {@link PersonLines#named}; for what is about to wait here. */
  Routing named(Routing routing) {
    return early.named(routing);
  }

  void start() {
    started = true;
    while (!live.isEmpty()) {
      enterUnlessAwaited(live.poll());
    }
    early = new PersonLines(Awaited.NOBODY);
    backlog.overtakers().start();
  }

  /** Operations of a dead JVM are being found. */
  void backlogComes() {
    if (!coming) {
      coming = true;
      inTheWay.addAll(pairs);
    }
  }

  /** All of them are known. */
  void backlogIsThere() {
    coming = false;
  }

  /** A backlog may come into the lanes. */
  boolean isClear() {
    return started && !coming && inTheWay.isEmpty();
  }

  void pairEntered(Ticket ticket) {
    pairs.add(ticket);
    if (coming) {
      inTheWay.add(ticket);
    }
  }

  void pairSettled(Ticket ticket) {
    pairs.remove(ticket);
    inTheWay.remove(ticket);
  }

  /** Capture time of about the oldest that is not in a lane, or {@link Long#MAX_VALUE}. */
  long oldest() {
    long first = live.isEmpty() ? Long.MAX_VALUE : live.peek().capturedAtMillis();
    return Math.min(first, backlog.oldest());
  }

  private void enterUnlessAwaited(Ticket ticket) {
    if (!backlog.takes(ticket)) {
      enter.accept(ticket);
    }
  }
}
