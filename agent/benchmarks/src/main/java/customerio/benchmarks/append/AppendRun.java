package customerio.benchmarks.append;

import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What an append costs with each durability, beside the bare system call and MVStore, in one run:
 * machines are noisy, so only the ratios of one run mean anything.
 */
final class AppendRun {
  private static final List<Integer> THREADS = List.of(1, 4, 16);
  private static final int ITERATIONS = 3;

  private final String directory;

  private AppendRun(String directory) {
    this.directory = directory;
  }

  /** Argument: where files may be written. */
  public static void main(String[] arguments) throws RunnerException {
    new AppendRun(arguments[0]).print();
  }

  private void print() throws RunnerException {
    System.out.printf(
        "%-10s %7s %12s %9s %9s %9s %9s %9s%n",
        "", "threads", "appends/s", "of write", "p50 us", "p99 us", "p99.9 us", "p50 ratio");
    for (int threads : THREADS) {
      double bareRate = 0;
      double bareMedian = 0;
      for (String store : stores()) {
        double rate = measure(store, threads, Mode.Throughput).getScore();
        Result<?> times = measure(store, threads, Mode.SampleTime);
        double median = times.getStatistics().getPercentile(50);
        bareRate = store.equals(Store.BARE_WRITE) ? rate : bareRate;
        bareMedian = store.equals(Store.BARE_WRITE) ? median : bareMedian;
        System.out.printf(
            "%-10s %7d %12.0f %9.2f %9.2f %9.2f %9.2f %9.2f%n",
            store.toLowerCase(Locale.ROOT),
            threads,
            rate * 1e6,
            rate / bareRate,
            median,
            times.getStatistics().getPercentile(99),
            times.getStatistics().getPercentile(99.9),
            median / bareMedian);
      }
    }
  }

  private Result<?> measure(String store, int threads, Mode mode) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(AppendBenchmark.class.getName())
            .param("store", store)
            .mode(mode)
            .timeUnit(TimeUnit.MICROSECONDS)
            .threads(threads)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgs("-Xmx2g", "-Ddirectory=" + directory)
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).runSingle().getPrimaryResult();
  }

  private static List<String> stores() {
    List<String> stores = new ArrayList<>(List.of(Store.BARE_WRITE, Store.MVSTORE));
    Arrays.stream(Durability.values())
        .filter(AppendRun::isOnDisk)
        .forEach(d -> stores.add(d.name()));
    return stores;
  }

  private static boolean isOnDisk(Durability durability) {
    try {
      DiskQueueSettings.defaults().withDurability(durability);
      return true;
    } catch (IllegalArgumentException notOnDisk) {
      return false;
    }
  }
}
