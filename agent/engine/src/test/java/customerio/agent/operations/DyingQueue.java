package customerio.agent.operations;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The process dies in place of the append after so many. */
final class DyingQueue implements DurableQueue {

  /** Nobody catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final DurableQueue queue;
  private int left;

  DyingQueue(DurableQueue queue, int left) {
    this.queue = queue;
    this.left = left;
  }

  @Override
  public Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    if (left-- == 0) {
      throw new Killed();
    }
    return queue.append(routing, capturedAtMillis, payload);
  }

  @Override
  public byte[] read(Ticket ticket) throws IOException {
    return queue.read(ticket);
  }

  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {
    queue.settle(tickets, settlement);
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
  public boolean shelve(Ticket ticket) {
    return queue.shelve(ticket);
  }

  @Override
  public int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    return queue.unshelve(destination, atMost, receiver);
  }

  @Override
  public Shelved shelved(long destination) {
    return queue.shelved(destination);
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
