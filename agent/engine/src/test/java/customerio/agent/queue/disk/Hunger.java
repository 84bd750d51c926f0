package customerio.agent.queue.disk;

import java.util.Arrays;

/** Takes all of the heap but so much. For a small heap, and a collector that compacts. */
final class Hunger {
  static final int NONE = -1;

  /** So many, each of 16 bytes. */
  static final int MORSELS = 1 << 14;

  private static final int LARGEST_BYTES = 1 << 18;

  private final Object[] morsels = new Object[MORSELS];
  private final Object[] rest = new Object[1 << 12];

  /**
   * @param left so many morsels are left, or {@link #NONE}
   */
  void begin(int left) {
    if (left == NONE) {
      return;
    }
    for (int i = 0; i < MORSELS; i++) {
      morsels[i] = new Object();
    }
    int taken = 0;
    int bytes = LARGEST_BYTES;
    while (bytes >= 16) {
      try {
        while (true) {
          rest[taken] = new byte[bytes - 16];
          taken++;
        }
      } catch (OutOfMemoryError full) {
        bytes /= 128;
      }
    }
    Arrays.fill(morsels, 0, left, null);
  }

  void end() {
    Arrays.fill(morsels, null);
    Arrays.fill(rest, null);
  }
}
