package customerio.agent;

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

/** Tells what becomes of operations, and asks under which names they are to be kept. */
class WatchedQueue implements DurableQueue {

  interface Watcher {

    /** The routing with which an operation is to be appended. */
    Routing named(Routing routing);

    /** See {@link DurableQueue#passed}. */
    void passed(Routing routing);

    /**
     * Operations become dead letters. Told before they are settled, so that no repetition of one is
     * found once it is known that the first will never arrive.
     */
    void givenUp();

    void withdrawn(Ticket ticket);
  }

  private final DurableQueue queue;
  private final Watcher watcher;

  WatchedQueue(DurableQueue queue, Watcher watcher) {
    this.queue = queue;
    this.watcher = watcher;
  }

  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {
    if (settlement instanceof Settlement.Dead) {
      watcher.givenUp();
    }
    queue.settle(tickets, settlement);
  }

  @Override
  public Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    return queue.append(watcher.named(routing), capturedAtMillis, payload);
  }

  @Override
  public void passed(Routing routing) {
    watcher.passed(routing);
    queue.passed(routing);
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
    watcher.withdrawn(ticket);
    return true;
  }

  @Override
  public void discard(List<Ticket> tickets) {
    watcher.givenUp();
    queue.discard(tickets);
  }

  @Override
  public boolean isWithdrawn(Ticket ticket) {
    return queue.isWithdrawn(ticket);
  }

  @Override
  public void onDropped(Consumer<List<Ticket>> listener) {
    queue.onDropped(listener);
  }

  @Override
  public void onAppend(Consumer<Ticket> listener) {
    queue.onAppend(listener);
  }

  @Override
  public int adopt(Consumer<Ticket> seen) {
    return queue.adopt(seen);
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
  public boolean hasBacklog() {
    return queue.hasBacklog();
  }

  @Override
  public void persist() {
    queue.persist();
  }

  @Override
  public void close() {
    queue.close();
  }
}
