package customerio.agent.queue.disk;

import java.util.concurrent.atomic.AtomicLong;

/** What the queue holds at the moment, over all its journals. Thread-safe. */
final class Usage {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();

  void bytes(long change) {
    bytes.addAndGet(change);
  }

  void pending(long change) {
    pending.addAndGet(change);
  }

  long bytes() {
    return bytes.get();
  }

  long pending() {
    return pending.get();
  }
}
