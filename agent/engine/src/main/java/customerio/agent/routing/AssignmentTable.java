package customerio.agent.routing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of people and a number of 7 bits for each, in 10 to 15 bytes a name: millions of people
 * must not take the application's heap. Thread-safe.
 *
 * <pre>
 *   one slot, a long:  57 bits of the name's hash | 7 bits of value;  0 = free
 * </pre>
 *
 * <p>With ten million names the odds are 1 : 3000 that any two of them share their 57 bits, and
 * then those two share a workspace. Open addressing, filled to 80 %, growing by half; in stripes,
 * so that no call waits for the growth of more than a 64th.
 */
final class AssignmentTable {
  static final int MAX_VALUE = 0x7F;

  private static final int STRIPES = 64;
  private static final int FIRST_CAPACITY = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final AtomicLong size = new AtomicLong();
  private final long maxNames;

  AssignmentTable(long maxNames) {
    this.maxNames = maxNames;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** 0 for a name that is not there. */
  int get(long name) {
    return stripe(name).get(name);
  }

  /**
   * @param value 1 to {@link #MAX_VALUE}
   * @return false when the name is new and there is no room
   */
  boolean put(long name, int value) {
    return stripe(name).put(name, value);
  }

  boolean isFull() {
    return size.get() >= maxNames;
  }

  long size() {
    return size.get();
  }

  private Stripe stripe(long name) {
    return stripes[(int) (name >>> 58)];
  }

  private final class Stripe {
    private long[] slots = new long[FIRST_CAPACITY];
    private int used;

    synchronized int get(long name) {
      return (int) slots[slot(slots, name)] & MAX_VALUE;
    }

    synchronized boolean put(long name, int value) {
      int slot = slot(slots, name);
      if (slots[slot] == 0) {
        if (isFull()) {
          return false;
        }
        if (++used > slots.length / 5 * 4) {
          grow();
          slot = slot(slots, name);
        }
        size.incrementAndGet();
      }
      slots[slot] = name & ~MAX_VALUE | value;
      return true;
    }

    private void grow() {
      long[] larger = new long[slots.length + slots.length / 2];
      for (long taken : slots) {
        if (taken != 0) {
          larger[slot(larger, taken)] = taken;
        }
      }
      slots = larger;
    }

    /** Where the name is, or the free slot where it would be. */
    private static int slot(long[] slots, long name) {
      // 32 bits of the hash, those below the stripe's, spread over the slots
      int slot = (int) ((name >>> 26 & 0xFFFF_FFFFL) * slots.length >>> 32);
      while (slots[slot] != 0 && (slots[slot] ^ name) >>> 7 != 0) {
        slot = slot + 1 == slots.length ? 0 : slot + 1;
      }
      return slot;
    }
  }
}
