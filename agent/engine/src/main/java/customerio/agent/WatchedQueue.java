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
 * Tells when operations are given up, before they are settled, so that no repetition of one is
 * found once it is known that the first will never arrive. Asks under which names an operation is
 * to be kept.
 */
class WatchedQueue implements DurableQueue {
  private final DurableQueue queue;
  private final UnaryOperator<Routing> naming;
  private final Runnable onDead;

  WatchedQueue(DurableQueue queue, UnaryOperator<Routing> naming, Runnable onDead) {
    this.queue = queue;
    this.naming = naming;
    this.onDead = onDead;
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
