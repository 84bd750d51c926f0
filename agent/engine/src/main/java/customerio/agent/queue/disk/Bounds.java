package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;

/** Whether there is room for an operation. Guarded by the appender's lock. */
final class Bounds {
  private final DiskQueueSettings settings;
  private final Usage usage;
  private final Settler settler;
  private final HeapSegments heap;

  /**
   * @param heap null when nothing is in the heap alone
   */
  Bounds(DiskQueueSettings settings, Usage usage, Settler settler, HeapSegments heap) {
    this.settings = settings;
    this.usage = usage;
    this.settler = settler;
    this.heap = heap;
  }

  /**
   * @param giveBack lets go of what takes appends if all in it is settled
   */
  void require(long bytes, Runnable giveBack) throws QueueFullException {
    if (isExceededBy(bytes)) {
      giveBack.run();
      settler.removeSpent();
      if (heap != null) {
        heap.recount();
      }
    }
    if (isExceededBy(bytes)) {
      throw new QueueFullException(
          "the queue is full: %d undelivered operations, %d of %d bytes (queue.max-bytes)"
              .formatted(usage.pending(), used(), settings.maxBytes()));
    }
  }

  private boolean isExceededBy(long bytes) {
    return used() + bytes > settings.maxBytes();
  }

  /** What is in the heap must find room on the disk when it has to leave. */
  private long used() {
    return usage.bytes() + (heap == null ? 0 : heap.bytes());
  }
}
