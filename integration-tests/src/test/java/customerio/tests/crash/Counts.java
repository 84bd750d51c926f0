package customerio.tests.crash;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
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

  /**
   * What it never fell below in heap, since what comes and goes there says nothing (retries and
   * caches: ±3 MB were seen); the most of the others.
   */
  static Counts held(List<Counts> all) {
    return new Counts(
        all.stream().mapToLong(Counts::heap).min().orElseThrow(),
        all.stream().mapToLong(Counts::files).max().orElseThrow(),
        all.stream().mapToLong(Counts::threads).max().orElseThrow());
  }

  @Override
  public String toString() {
    return heap + " " + files + ' ' + threads;
  }
}
