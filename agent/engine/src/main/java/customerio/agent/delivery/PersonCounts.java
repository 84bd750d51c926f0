package customerio.agent.delivery;

/**
 * How many operations wait of each person, in 8 bytes a slot: an outage of hours has millions of
 * people. They are told apart by 32 bits, so two may very rarely count as one; whoever asks must be
 * safe with a "yes" too many. Not thread-safe.
 */
final class PersonCounts {
  private static final int SMALLEST = 16;

  private int[] people = new int[SMALLEST];

  /** 0 = the slot is free. */
  private int[] counts = new int[SMALLEST];

  private int used;

  void add(long person) {
    int folded = fold(person);
    int slot = slot(folded);
    if (counts[slot]++ == 0) {
      people[slot] = folded;
      if (++used > people.length / 4 * 3) {
        resize(people.length * 2);
      }
    }
  }

  boolean contains(long person) {
    return counts[slot(fold(person))] > 0;
  }

  /**
   * @param person was added, and not removed as often
   */
  void remove(long person) {
    int slot = slot(fold(person));
    if (--counts[slot] == 0) {
      used--;
      close(slot);
      if (used == 0 && people.length > SMALLEST) {
        resize(SMALLEST);
      }
    }
  }

  /** What stands behind a slot that became free may only have stood there because it was not. */
  private void close(int freed) {
    int gap = freed;
    int mask = people.length - 1;
    for (int slot = (gap + 1) & mask; counts[slot] > 0; slot = (slot + 1) & mask) {
      int wanted = home(people[slot]);
      if (((slot - wanted) & mask) >= ((slot - gap) & mask)) {
        people[gap] = people[slot];
        counts[gap] = counts[slot];
        counts[slot] = 0;
        gap = slot;
      }
    }
  }

  private void resize(int slots) {
    int[] oldPeople = people;
    int[] oldCounts = counts;
    people = new int[slots];
    counts = new int[slots];
    for (int i = 0; i < oldPeople.length; i++) {
      if (oldCounts[i] > 0) {
        int slot = slot(oldPeople[i]);
        people[slot] = oldPeople[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private int slot(int folded) {
    int slot = home(folded);
    while (counts[slot] > 0 && people[slot] != folded) {
      slot = (slot + 1) & (people.length - 1);
    }
    return slot;
  }

  private int home(int folded) {
    return folded >>> (Integer.numberOfLeadingZeros(people.length) + 1);
  }

  /** The people of one lane have the lowest bits in common, so all bits go into the highest. */
  private static int fold(long person) {
    return (int) ((person * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
