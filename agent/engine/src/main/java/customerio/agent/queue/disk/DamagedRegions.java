package customerio.agent.queue.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * Which bytes of a file are not what was written, from its beginning to its end. A file that is
 * damaged all over costs no more heap than one that has a scratch. Not thread-safe.
 */
final class DamagedRegions {
  /** Beyond so many, the last one grows over what lies between. */
  private static final int MOST = 64;

  private final List<Region> regions = new ArrayList<>();
  private int places;

  /**
   * @param to the first byte behind it
   */
  record Region(long from, long to) {
    long bytes() {
      return to - from;
    }
  }

  /** Regions come in order and do not overlap. */
  void add(long from, long to) {
    places++;
    if (regions.size() < MOST) {
      regions.add(new Region(from, to));
    } else {
      regions.set(MOST - 1, new Region(regions.get(MOST - 1).from(), to));
    }
  }

  /** What lies before all others. */
  void addFirst(long from, long to) {
    places++;
    regions.add(0, new Region(from, to));
  }

  int places() {
    return places;
  }

  long bytes() {
    return regions.stream().mapToLong(Region::bytes).sum();
  }

  List<Region> all() {
    return regions;
  }
}
