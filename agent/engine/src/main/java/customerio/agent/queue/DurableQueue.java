package customerio.agent.queue;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps accepted operations until they are delivered, over crashes and restarts. Thread-safe.
 *
 * <p>The queue orders nothing by itself beyond the sequence of appends; lanes in memory are views
 * on it. Its content is opaque to it.
 */
public interface DurableQueue extends AutoCloseable {

  /**
   * The commit point of a taken-over call. When it returns, the operation survives what the
   * configured durability promises.
   *
   * @throws QueueFullException the bound is reached; nothing was kept
   * @throws IOException the disk failed; nothing was kept, and the queue mends itself when it can
   */
  Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException;

  /**
   * An operation with this routing has arrived without having been here: what it says about whose
   * order is whose holds for what is appended from now on.
   */
  default void passed(Routing routing) {}

  /**
   * The payload of an unsettled operation, byte for byte.
   *
   * @throws IOException it cannot be read now, or its checksum does not match
   */
  byte[] read(Ticket ticket) throws IOException;

  /** Records an outcome for each ticket. Never throws: what cannot be written is kept in memory. */
  void settle(List<Ticket> tickets, Settlement settlement);

  /**
   * These are about to be sent; from now on nobody can {@link #withdraw} them.
   *
   * @return false when one of them was withdrawn; then nothing has changed, and none may be sent
   */
  default boolean begin(List<Ticket> tickets) {
    return true;
  }

  /** They certainly had no effect, and may be withdrawn again. */
  default void release(List<Ticket> tickets) {}

  /**
   * Takes an operation back for good, over restarts too. Of this and {@link #begin}, one wins.
   *
   * @return false when sending it has begun, or it is settled
   */
  default boolean withdraw(Ticket ticket) {
    return false;
  }

  /**
   * An operator wants to be rid of these: none is sent from now on, over restarts too. One that is
   * being sent at this moment may still arrive.
   */
  default void discard(List<Ticket> tickets) {
    settle(tickets, new Settlement.Withdrawn());
  }

  default boolean isWithdrawn(Ticket ticket) {
    return false;
  }

  /**
   * Told of accepted operations that make room for newer ones, before they are forgotten; each of
   * them {@link #isWithdrawn} by then. On an appending thread, and not of one that may be on its
   * way. Set once.
   */
  default void onDropped(Consumer<List<Ticket>> listener) {}

  /** Told of each append, on the appending thread, after the operation is durable. Set once. */
  void onAppend(Consumer<Ticket> listener);

  /**
   * Takes over what JVMs that are no longer alive left behind, and shelves it. Safe to call again
   * and again.
   *
   * @param seen told of each unsettled operation, oldest first and in their order, before any of
   *     them comes off the shelf; should the takeover fail, it is told of them again the next time
   * @return how many operations were adopted
   */
  int adopt(Consumer<Ticket> seen);

  /**
   * Forgets the ticket, for it will be long until its turn: the operation keeps its place in the
   * queue and gets another ticket when it is {@link #unshelve}d. What is on the shelf can be
   * settled, withdrawn and, while it stays where it was, read with the old ticket all the same.
   *
   * @return whether it is on the shelf now; false when it is settled or withdrawn
   */
  boolean shelve(Ticket ticket);

  /**
   * Takes operations of a destination off the shelf, those with the lowest {@link Ticket#turn}
   * first and of these those with the lowest sequence. What cannot be read at present stays, and
   * all behind it.
   *
   * @return how many; less than asked for when there are no more, or they cannot be read
   */
  int unshelve(long destination, int atMost, Consumer<Ticket> receiver);

  Shelved shelved(long destination);

  QueueState state();

  /**
   * Whether operations wait that a call past the queue would overtake, or may wait: what earlier
   * JVMs left is not known before the first {@link #adopt} has ended.
   */
  default boolean hasBacklog() {
    return state().pending() > 0;
  }

  /**
   * The process is about to end. What is in the heap alone is written, and from now on an operation
   * is before its append returns. Never throws; may be called again.
   */
  default void persist() {}

  /** Makes everything as durable as the medium allows and releases the directory. Never throws. */
  @Override
  void close();
}
