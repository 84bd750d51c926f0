package customerio.agent;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Tells when operations are given up, and when they are withdrawn. The former before they are
 * settled, so that no repetition of one is found once it is known that the first will never arrive.
 * Asks under which names an operation is to be kept.
 */
class WatchedQueue implements DurableQueue {
  private final DurableQueue queue;
  private final UnaryOperator<Routing> naming;
  private final Runnable onDead;
  private final Consumer<Ticket> onWithdrawn;

  WatchedQueue(
      DurableQueue queue,
      UnaryOperator<Routing> naming,
      Runnable onDead,
      Consumer<Ticket> onWithdrawn) {
    this.queue = queue;
    this.naming = naming;
    this.onDead = onDead;
    this.onWithdrawn = onWithdrawn;
  }

  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {
    if (settlement instanceof Settlement.Dead) {
      onDead.run();
    }
    queue.settle(tickets, settlement);
  }

  @Override
  public Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    return queue.append(naming.apply(routing), capturedAtMillis, payload);
  }

  @Override
  public byte[] read(Ticket ticket) throws IOException {
    return queue.read(ticket);
  }

  @Override
  public boolean begin(List<Ticket> tickets) {
    return queue.begin(tickets);
  }

  @Override
  public void release(List<Ticket> tickets) {
    queue.release(tickets);
  }

  @Override
  public boolean withdraw(Ticket ticket) {
    if (!queue.withdraw(ticket)) {
      return false;
    }
    onWithdrawn.accept(ticket);
    return true;
  }

  @Override
  public boolean isWithdrawn(Ticket ticket) {
    return queue.isWithdrawn(ticket);
  }

  @Override
  public void onAppend(Consumer<Ticket> listener) {
    queue.onAppend(listener);
  }

  @Override
  public int adopt(Consumer<Ticket> receiver) {
    return queue.adopt(receiver);
  }

  @Override
  public QueueState state() {
    return queue.state();
  }

  @Override
  public void close() {
    queue.close();
  }
}
