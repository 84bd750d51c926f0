package customerio.agent.delivery;

import java.util.ArrayDeque;

/**
 * Bounds the requests in flight to one host, without holding a thread for those that wait: first
 * come, first served. Thread-safe.
 */
final class HostSlots {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  HostSlots(int slots) {
    this.free = slots;
  }

  /**
   * @param granted called once a slot is there, on this thread or a releasing one; must not block
   */
  void acquire(Runnable granted) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(granted);
        return;
      }
      free--;
    }
    granted.run();
  }

  void release() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.run();
  }
}
