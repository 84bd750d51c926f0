package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Applies an outcome log to the operations of its segment, in the order in which it was written.
 * Where the log is damaged, the operations concerned count as unsettled.
 */
final class OutcomeFold {
  /** No delay of ours is longer; a stored time beyond it was written under another clock. */
  private static final long LONGEST_DELAY_MILLIS = 3_600_000;

  private static final int WINDOW_BYTES = Outcome.BYTES << 10;

  private final JournalTicket[] tickets;
  private final long latestNotBefore;
  private final DamagedRegions damage = new DamagedRegions();
  private boolean unreadable;

  /**
   * @param tickets in order of sequence
   */
  OutcomeFold(List<JournalTicket> tickets, long nowMillis) {
    this.tickets = tickets.toArray(JournalTicket[]::new);
    this.latestNotBefore = nowMillis + LONGEST_DELAY_MILLIS;
  }

  /** Never throws: what cannot be read was not said. */
  void apply(JournalFile file, int salt) {
    try {
      applyAll(file, salt);
    } catch (IOException e) {
      unreadable = true;
    }
  }

  /** Holes at the end apart, where the machine died before the bytes reached its disk. */
  DamagedRegions damage() {
    return damage;
  }

  /** It could not be read to its end. */
  boolean isUnreadable() {
    return unreadable;
  }

  List<JournalTicket> unsettled() {
    return Arrays.stream(tickets).filter(Objects::nonNull).toList();
  }

  private void applyAll(JournalFile file, int salt) throws IOException {
    byte[] window = new byte[WINDOW_BYTES];
    long[] sequences = Arrays.stream(tickets).mapToLong(JournalTicket::sequence).toArray();
    long at = SegmentHeader.BYTES;
    long gap = -1;
    boolean hole = true;
    int count = file.read(at, window, 0, window.length);
    while (count >= Outcome.BYTES) {
      ByteBuffer in = ByteBuffer.wrap(window);
      for (int i = 0; i + Outcome.BYTES <= count; i += Outcome.BYTES) {
        Outcome outcome = Outcome.decode(in, i, salt);
        if (outcome == null) {
          hole = (gap < 0 || hole) && isZero(window, i);
          gap = gap < 0 ? at + i : gap;
          continue;
        }
        if (gap >= 0) {
          damage.add(gap, at + i);
          gap = -1;
        }
        apply(outcome, sequences);
      }
      at += count - count % Outcome.BYTES;
      count = file.read(at, window, 0, window.length);
    }
    if (gap >= 0 && !hole) {
      damage.add(gap, at);
    }
  }

  private static boolean isZero(byte[] window, int at) {
    for (int i = at; i < at + Outcome.BYTES; i++) {
      if (window[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void apply(Outcome outcome, long[] sequences) {
    int found = Arrays.binarySearch(sequences, outcome.first());
    int from = found < 0 ? -found - 1 : found;
    long end = outcome.first() + outcome.count();
    for (int i = from; i < sequences.length && sequences[i] < end; i++) {
      if (outcome.kind().isFinal()) {
        tickets[i] = null;
      } else if (tickets[i] != null) {
        tickets[i].postpone(
            new Postponement(
                outcome.attempts(), Math.min(outcome.notBeforeMillis(), latestNotBefore)));
      }
    }
  }
}
