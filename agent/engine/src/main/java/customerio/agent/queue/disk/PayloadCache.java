package customerio.agent.queue.disk;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps payloads of appends in the heap, so that while deliveries keep up nothing is read from the
 * disk. First come, first kept: the oldest are the next to be delivered, and a payload for which
 * there is no room dies young. Were it kept in place of an older one, each would live just long
 * enough for the garbage collector to copy it twice. Thread-safe.
 */
final class PayloadCache {
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  PayloadCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Before anybody else can know the ticket; one at a time. */
  void add(JournalTicket ticket, byte[] payload) {
    if (bytes.get() + payload.length <= maxBytes) {
      bytes.addAndGet(payload.length);
      ticket.payload = payload;
    }
  }

  /** It is settled, or its turn is far. May be said twice. */
  void remove(JournalTicket ticket) {
    if (ticket.payload != null) {
      removeOnce(ticket);
    }
  }

  private synchronized void removeOnce(JournalTicket ticket) {
    byte[] payload = ticket.payload;
    if (payload != null) {
      ticket.payload = null;
      bytes.addAndGet(-payload.length);
    }
  }
}
