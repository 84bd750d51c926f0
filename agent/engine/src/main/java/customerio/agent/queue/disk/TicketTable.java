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

  /** So that the next so many {@link #add} cannot fail for want of memory. */
  void reserve(int more) {
    if (tickets.length - slots < more && count <= slots / 2) {
      closeUp();
    }
    if (tickets.length - slots < more) {
      tickets = Arrays.copyOf(tickets, slots + Math.max(more, slots >> 1));
    }
  }

  void add(JournalTicket ticket) {
    reserve(1);
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

  /**
   * The records have moved. Takes no memory.
   *
   * @param sequences ascending, in the order of {@code offsets}; of others nothing changes
   */
  void relocate(long[] sequences, int[] offsets) {
    for (int slot = 0; slot < slots; slot++) {
      JournalTicket ticket = tickets[slot];
      int i = ticket == null ? -1 : Arrays.binarySearch(sequences, ticket.sequence());
      if (i >= 0) {
        ticket.offset = offsets[i];
      }
    }
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
