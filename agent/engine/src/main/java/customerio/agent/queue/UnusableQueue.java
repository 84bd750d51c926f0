package customerio.agent.queue;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stands where a queue would be that must not be used: it accepts nothing, so that the original
 * calls run, and leaves alone what is on disk.
 */
public final class UnusableQueue implements DurableQueue {
  private final String reason;

  /**
   * @param reason why, and how to put it right; names no key and no person
   */
  public UnusableQueue(String reason) {
    this.reason = reason;
  }

  @Override
  public Ticket append(Routing routing, long capturedAtMillis, byte[] payload) throws IOException {
    throw new IOException(reason);
  }

  @Override
  public byte[] read(Ticket ticket) throws IOException {
    throw new IOException(reason);
  }

  /** There is no ticket of this queue. */
  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {}

  /** Nothing is ever appended. */
  @Override
  public void onAppend(Consumer<Ticket> listener) {}

  @Override
  public int adopt(Consumer<Ticket> seen) {
    return 0;
  }

  @Override
  public boolean shelve(Ticket ticket) {
    return false;
  }

  @Override
  public int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    return 0;
  }

  @Override
  public Shelved shelved(long destination) {
    return Shelved.NOTHING;
  }

  @Override
  public QueueState state() {
    return new QueueState(0, 0, 0, 0, 0, 0, 0, reason, null, null);
  }

  /** There is nothing to release. */
  @Override
  public void close() {}
}
