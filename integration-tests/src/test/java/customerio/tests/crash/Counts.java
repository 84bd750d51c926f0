package customerio.tests.crash;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a process must not hold ever more of.
 *
 * @param heap bytes that are in use after a collection
 * @param files open descriptors
 */
record Counts(long heap, long files, long threads) {
  static Counts ofThisJvm() {
    System.gc();
    return new Counts(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getOpenFileDescriptorCount(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /**
   * @param text as {@link #toString} wrote them
   */
  static Counts parse(String text) {
    long[] numbers = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Counts(numbers[0], numbers[1], numbers[2]);
  }

  /** The most of each. */
  static Counts most(List<Counts> all) {
    return new Counts(
        most(all, Comparator.comparingLong(Counts::heap)).heap,
        most(all, Comparator.comparingLong(Counts::files)).files,
        most(all, Comparator.comparingLong(Counts::threads)).threads);
  }

  private static Counts most(List<Counts> all, Comparator<Counts> by) {
    return all.stream().max(by).orElseThrow();
  }

  @Override
  public String toString() {
    return heap + " " + files + ' ' + threads;
  }
}
