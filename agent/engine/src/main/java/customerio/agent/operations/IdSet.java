package customerio.agent.operations;

import customerio.agent.customerio.Ulid;

/**
 * Ids of operations, 32 bytes each at most: an import of a million must not take the heap of the
 * application. Open addressing; the low bits of a ULID are random, so they are the hash.
 */
final class IdSet {
  private long[] table = new long[2 * 1024];
  private int size;

  /**
   * @param id a ULID
   * @return whether it was not in the set
   */
  boolean add(String id) {
    if (!add(Ulid.high(id), Ulid.low(id))) {
      return false;
    }
    size++;
    if (4 * size > table.length) {
      grow();
    }
    return true;
  }

  boolean contains(String id) {
    long high = Ulid.high(id);
    long low = Ulid.low(id);
    int at = slot(high, low);
    return table[at] == high && table[at + 1] == low;
  }

  private boolean add(long high, long low) {
    int at = slot(high, low);
    if (table[at] == high && table[at + 1] == low) {
      return false;
    }
    table[at] = high;
    table[at + 1] = low;
    return true;
  }

  /** Where it is, or would be. A slot of zeros is free: no ULID is of the first millisecond. */
  private int slot(long high, long low) {
    int mask = table.length - 1;
    int at = (int) (2 * (low ^ low >>> 32)) & mask;
    while ((table[at] != high || table[at + 1] != low) && (table[at] | table[at + 1]) != 0) {
      at = at + 2 & mask;
    }
    return at;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if ((old[i] | old[i + 1]) != 0) {
        add(old[i], old[i + 1]);
      }
    }
  }
}
