package customerio.benchmarks.append;

import customerio.agent.queue.disk.Durability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What an append costs with each durability, beside the bare system call and MVStore, in one run.
 * Machines are noisy and share their disks, so only ratios mean anything: in each round all take
 * their turns in JVMs of their own, a ratio is one to the bare call of its round, and what is shown
 * is the median of the rounds.
 */
final class AppendRun {
  private static final List<Integer> THREADS = List.of(1, 4, 16);
  private static final int ROUNDS = 3;

  /**
   * Each begins with an empty queue, whose first 65 536 operations stay in the heap, where the
   * collector copies them: in half a second they were a third of all, and appends took 1.5 times
   * the bare write; over 1 500 000 appends it is 1.26 times.
   */
  private static final TimeValue ITERATION = TimeValue.seconds(2);

  /**
   * In the first seconds of a JVM the kernel clears a page for each 4 KiB of heap that is touched:
   * of an append in the runs without this 0.2 of 0.65 µs beyond the bare write, and nobody's later.
   */
  private static final String[] HEAP_THAT_IS_THERE = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

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
      Map<String, List<Round>> rounds = new LinkedHashMap<>();
      for (int i = 0; i < ROUNDS; i++) {
        Round bare = measure(Store.BARE_WRITE, threads, null);
        rounds.computeIfAbsent(Store.BARE_WRITE, any -> new ArrayList<>()).add(bare);
        for (String store : others()) {
          Round round = measure(store, threads, bare);
          rounds.computeIfAbsent(store, any -> new ArrayList<>()).add(round);
        }
      }
      rounds.forEach((store, its) -> print(store, threads, its));
    }
  }

  private static void print(String store, int threads, List<Round> rounds) {
    System.out.printf(
        "%-10s %7d %12.0f %9.2f %9.2f %9.2f %9.2f %9.2f%n",
        store.toLowerCase(Locale.ROOT),
        threads,
        median(rounds, Round::perSecond),
        median(rounds, Round::rateRatio),
        median(rounds, Round::p50),
        median(rounds, Round::p99),
        median(rounds, Round::p999),
        median(rounds, Round::p50Ratio));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Times are microseconds. */
  private record Round(
      double perSecond, double p50, double p99, double p999, double rateRatio, double p50Ratio) {}

  /**
   * @param bare of the same round; null = this is it
   */
  private Round measure(String store, int threads, Round bare) throws RunnerException {
    double perSecond = run(store, threads, Mode.Throughput).getScore() * 1e6;
    Statistics times = run(store, threads, Mode.SampleTime).getStatistics();
    double p50 = times.getPercentile(50);
    return new Round(
        perSecond,
        p50,
        times.getPercentile(99),
        times.getPercentile(99.9),
        bare == null ? 1 : perSecond / bare.perSecond,
        bare == null ? 1 : p50 / bare.p50);
  }

  private Result<?> run(String store, int threads, Mode mode) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(AppendBenchmark.class.getName())
            .param("store", store)
            .mode(mode)
            .timeUnit(TimeUnit.MICROSECONDS)
            .threads(threads)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(ITERATION)
            .measurementIterations(2)
            .measurementTime(ITERATION)
            .jvmArgs(HEAP_THAT_IS_THERE)
            .jvmArgsAppend("-Ddirectory=" + directory)
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).runSingle().getPrimaryResult();
  }

  private static List<String> others() {
    List<String> stores = new ArrayList<>(List.of(Store.MVSTORE));
    for (Durability durability : Durability.values()) {
      stores.add(durability.name());
    }
    return stores;
  }
}
