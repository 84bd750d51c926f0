package customerio.tests.soak.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * What a JVM holds after a collection, and must not hold ever more of.
 *
 * @param heap bytes
 * @param files open descriptors
 * @param classes that are loaded
 * @param loaders of applications that have gone
 */
public record Held(long heap, long files, long threads, long classes, long loaders) {
  private static final int COLLECTIONS = 4;
  private static final int CLEANING_NANOS = 10_000_000;

  static Held ofThisJvm(int loaders) {
    collect();
    return new Held(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getOpenFileDescriptorCount(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        loaders);
  }

  /** What one collection has found, the JDK's cleaner gives to the next. */
  private static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      LockSupport.parkNanos(CLEANING_NANOS);
    }
  }

  /**
   * @param text as {@link #toString} wrote it
   */
  public static Held parse(String text) {
    long[] numbers = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Held(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** What it never fell below: what comes and goes in between says nothing. */
  public static Held least(List<Held> all) {
    return new Held(
        least(all, Held::heap),
        least(all, Held::files),
        least(all, Held::threads),
        least(all, Held::classes),
        least(all, Held::loaders));
  }

  /** Whether it is this much more than before, or less. */
  public boolean isWithin(Held before, Held slack) {
    return heap <= before.heap + slack.heap
        && files <= before.files + slack.files
        && threads <= before.threads + slack.threads
        && classes <= before.classes + slack.classes
        && loaders <= before.loaders + slack.loaders;
  }

  private static long least(List<Held> all, ToLongFunction<Held> what) {
    return all.stream().mapToLong(what).min().orElseThrow();
  }

  @Override
  public String toString() {
    return heap + " " + files + ' ' + threads + ' ' + classes + ' ' + loaders;
  }
}
