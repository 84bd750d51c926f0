package customerio.agent.queue.disk;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The tickets of a segment, in the order in which they came; each knows its slot. Guarded by the
 * segment.
 */
final class TicketTable {
  private JournalTicket[] tickets = new JournalTicket[16];
  private int slots;
  private int oldest;
  private int count;
  private long framedBytes;

  /** So that the next {@link #add} cannot fail for want of memory. */
  void reserve() {
    if (slots == tickets.length && count <= slots / 2) {
      closeUp();
    } else if (slots == tickets.length) {
      tickets = Arrays.copyOf(tickets, slots + (slots >> 1));
    }
  }

  void add(JournalTicket ticket) {
    reserve();
    ticket.slot = slots;
    tickets[slots++] = ticket;
    count++;
    framedBytes += ticket.framedBytes();
  }

  /** Of one that is {@linkplain #holds held}. */
  void take(JournalTicket ticket) {
    tickets[ticket.slot] = null;
    count--;
    framedBytes -= ticket.framedBytes();
  }

  boolean holds(JournalTicket ticket) {
    return ticket.slot < slots && tickets[ticket.slot] == ticket;
  }

  /** Null if there is none. */
  JournalTicket find(long sequence) {
    return all().stream().filter(ticket -> ticket.sequence() == sequence).findFirst().orElse(null);
  }

  int count() {
    return count;
  }

  /** In the file, headers included. */
  long framedBytes() {
    return framedBytes;
  }

  List<JournalTicket> all() {
    return Arrays.stream(tickets, 0, slots).filter(Objects::nonNull).toList();
  }

  /** {@link Long#MAX_VALUE} = none. */
  long oldestCapturedAtMillis() {
    while (oldest < slots && tickets[oldest] == null) {
      oldest++;
    }
    return oldest < slots ? tickets[oldest].capturedAtMillis() : Long.MAX_VALUE;
  }

  private void closeUp() {
    int used = 0;
    for (int i = 0; i < slots; i++) {
      JournalTicket ticket = tickets[i];
      tickets[i] = null;
      if (ticket != null) {
        ticket.slot = used;
        tickets[used++] = ticket;
      }
    }
    slots = used;
    oldest = 0;
  }
}
