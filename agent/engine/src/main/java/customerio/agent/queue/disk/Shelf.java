package customerio.agent.queue.disk;

import customerio.agent.queue.Shelved;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The unsettled operations of a segment that have no ticket: a bit each, and a few numbers for each
 * destination. A million of them takes an eighth of a megabyte. Guarded by the segment.
 */
final class Shelf {
  private final BitSet distances = new BitSet();
  private final Map<Long, Row> rows = new HashMap<>();
  private int count;
  private long framedBytes;

  /** What is here of one destination. */
  private static final class Row {
    int count;

    /** No record of it is before this place in the file. */
    int from;

    long oldest;

    Row(int from, long oldest) {
      this.from = from;
      this.oldest = oldest;
    }
  }

  int count() {
    return count;
  }

  /** In the file, headers included. */
  long framedBytes() {
    return framedBytes;
  }

  boolean contains(int distance) {
    return distances.get(distance);
  }

  /** Of one that is not here: all that are were said before it. */
  boolean isBehindAll(JournalTicket ticket) {
    return ticket.distance() >= distances.length();
  }

  /** Where there is no memory for it, nothing has changed. */
  void add(JournalTicket ticket) {
    distances.set(ticket.distance());
    Row row;
    try {
      row =
          rows.computeIfAbsent(
              ticket.destination(), any -> new Row(ticket.offset, ticket.capturedAtMillis()));
    } catch (OutOfMemoryError e) {
      distances.clear(ticket.distance());
      throw e;
    }
    row.count++;
    row.from = Math.min(row.from, ticket.offset);
    row.oldest = Math.min(row.oldest, ticket.capturedAtMillis());
    count++;
    framedBytes += ticket.framedBytes();
  }

  /**
   * @return whether it was here
   */
  boolean remove(JournalTicket ticket) {
    Row row = rows.get(ticket.destination());
    if (row == null || !distances.get(ticket.distance())) {
      return false;
    }
    distances.clear(ticket.distance());
    framedBytes -= ticket.framedBytes();
    drop(ticket.destination(), row, 1);
    return true;
  }

  /** The same for one that was the first of its destination. */
  boolean removeFirst(JournalTicket ticket) {
    Row row = rows.get(ticket.destination());
    if (!remove(ticket)) {
      return false;
    }
    row.from = ticket.offset;
    row.oldest = ticket.capturedAtMillis();
    return true;
  }

  /** The file has been searched, and these are no longer in it. */
  void writeOff(long destination, int missing) {
    Row row = rows.get(destination);
    if (row != null) {
      drop(destination, row, Math.min(missing, row.count));
    }
  }

  /** The records have moved. */
  void searchFromStart() {
    rows.values().forEach(row -> row.from = SegmentHeader.BYTES);
  }

  int count(long destination) {
    Row row = rows.get(destination);
    return row == null ? 0 : row.count;
  }

  int from(long destination) {
    Row row = rows.get(destination);
    return row == null ? SegmentHeader.BYTES : row.from;
  }

  Shelved of(long destination, int turn) {
    Row row = rows.get(destination);
    return row == null ? Shelved.NOTHING : new Shelved(row.count, turn, row.oldest);
  }

  /** Capture time of about the oldest; {@link Long#MAX_VALUE} = none. */
  long oldest() {
    return rows.values().stream().mapToLong(row -> row.oldest).min().orElse(Long.MAX_VALUE);
  }

  private void drop(long destination, Row row, int operations) {
    count -= operations;
    row.count -= operations;
    if (row.count == 0) {
      rows.remove(destination);
    }
  }
}
