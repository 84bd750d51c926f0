package customerio.agent.delivery;

import java.util.Arrays;

/**
 * Of whom something is on the shelf, and until which turn: whoever speaks of them now must not
 * overtake it. Takes the same heap for a hundred people as for ten million: a name is noted in two
 * slots, which others share, so it may be found though it was never noted, and never the reverse.
 * That makes a word wait that need not, and costs nothing else. Thread-safe.
 *
 * <pre>
 *   note(X, turn 7):  slots[h1 X] = max(.., 7)   slots[h2 X] = max(.., 7)
 *   last(X)        =  min(slots[h1 X], slots[h2 X])
 * </pre>
 *
 * <p>Nothing is ever taken out: a name whose last turn is over is out, and when no destination has
 * anything on the shelf all are.
 */
final class ShelvedNames {

  /** No turn. */
  static final int NEVER = -1;

  /** An ordinary start finds a few operations, or a few thousand. */
  private static final int FEW_SLOTS = 1 << 14;

  /** So many fill a tenth of the few slots, and that tenth stays filled when they become more. */
  private static final int FEW_NOTES = FEW_SLOTS / 20;

  private static final int HEAP_BYTES_PER_SLOT = Integer.BYTES;

  private final int mostSlots;
  private int[] slots = new int[0];
  private int notes;
  private int destinations;

  /**
   * @param heapBytes that they may take; at least 64 KiB
   */
  ShelvedNames(long heapBytes) {
    long slots = Math.max(FEW_SLOTS, Math.min(1 << 24, heapBytes / HEAP_BYTES_PER_SLOT));
    this.mostSlots = (int) Long.highestOneBit(slots);
  }

  /** A destination has something on the shelf from now on. */
  synchronized void open() {
    if (destinations++ == 0) {
      slots = new int[FEW_SLOTS];
      Arrays.fill(slots, NEVER);
      notes = 0;
    }
  }

  /** It no longer has. */
  synchronized void close() {
    if (--destinations == 0) {
      slots = new int[0];
    }
  }

  synchronized void note(long destination, long name, int turn) {
    if (++notes > FEW_NOTES && slots.length < mostSlots) {
      spread();
    }
    long hash = hash(destination, name);
    int one = slot((int) hash);
    int other = slot((int) (hash >>> 32));
    slots[one] = Math.max(slots[one], turn);
    slots[other] = Math.max(slots[other], turn);
  }

  /** The last turn with which the name was noted, or a later one; {@link #NEVER} = it was not. */
  synchronized int last(long destination, long name) {
    if (slots.length == 0) {
      return NEVER;
    }
    long hash = hash(destination, name);
    return Math.min(slots[slot((int) hash)], slots[slot((int) (hash >>> 32))]);
  }

  synchronized int slots() {
    return slots.length;
  }

  /** Slots are told by the lowest bits, so each gets copies of itself. */
  private void spread() {
    int[] few = slots;
    slots = new int[mostSlots];
    for (int at = 0; at < mostSlots; at += few.length) {
      System.arraycopy(few, 0, slots, at, few.length);
    }
  }

  private int slot(int hash) {
    return hash & slots.length - 1;
  }

  /** Finaliser of SplitMix64: all bits of both numbers decide about all bits. */
  private static long hash(long destination, long name) {
    long mixed = destination * 0x9E3779B97F4A7C15L + name;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
