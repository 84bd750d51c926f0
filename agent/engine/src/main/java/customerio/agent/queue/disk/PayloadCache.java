package customerio.agent.queue.disk;

import java.util.ArrayDeque;

/**
 * Keeps the payloads of the newest appends in the heap, so that while deliveries keep up nothing is
 * read from the disk. Oldest out first: what waits long is read back when its time comes.
 * Thread-safe.
 */
final class PayloadCache {
  /** Bounds the queue of tiny payloads, most of which may be settled already. */
  private static final int MAX_ENTRIES = 1 << 16;

  private final long maxBytes;
  private final ArrayDeque<JournalTicket> order = new ArrayDeque<>();
  private long bytes;

  PayloadCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(JournalTicket ticket, byte[] payload) {
    if (payload.length > maxBytes) {
      return;
    }
    synchronized (this) {
      order.addLast(ticket);
      ticket.payload = payload;
      bytes += payload.length;
      while (bytes > maxBytes || order.size() > MAX_ENTRIES) {
        evict(order.removeFirst());
      }
    }
  }

  /** The operation is settled; the payload goes at once, the entry when its turn comes. */
  synchronized void remove(JournalTicket ticket) {
    evict(ticket);
    while (!order.isEmpty() && order.peekFirst().payload == null) {
      order.removeFirst();
    }
  }

  private void evict(JournalTicket ticket) {
    byte[] payload = ticket.payload;
    if (payload != null) {
      ticket.payload = null;
      bytes -= payload.length;
    }
  }
}
