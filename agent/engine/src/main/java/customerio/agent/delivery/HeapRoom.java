package customerio.agent.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/** How many operations may have a ticket and a place in a lane, over all destinations. */
final class HeapRoom {

  /** However many others wait, each destination gets on. */
  private static final int LEAST = 64;

  private final DeliverySettings.Window window;
  private final AtomicInteger taken = new AtomicInteger();

  HeapRoom(DeliverySettings.Window window) {
    this.window = window;
  }

  void take() {
    taken.incrementAndGet();
  }

  void leave() {
    taken.decrementAndGet();
  }

  /**
   * @param waiting of the destination that asks
   */
  boolean hasMore(int waiting) {
    return waiting < share(window.perDestination(), waiting);
  }

  /**
   * How many to take off the shelf; half of the room is for what is said meanwhile, which need not
   * wait until the shelf is empty.
   */
  int toTake(int waiting) {
    if (waiting > window.perDestination() / 4) {
      return 0; // reading on costs the same for a few as for many
    }
    return Math.max(0, share(Math.max(1, window.perDestination() / 2), waiting) - waiting);
  }

  private int share(int most, int waiting) {
    int others = taken.get() - waiting;
    return Math.max(Math.min(most, LEAST), Math.min(most, window.total() - others));
  }
}
