package customerio.benchmarks.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What telemetry adds to a call that is taken over. A hundred calls with each kind take turns with
 * a hundred of the others, thousands of times in one JVM: what else the machine does hits all
 * alike, so their ratio means something even where the figures do not.
 */
final class IntakeRun {
  private static final int CALLS = 100;
  private static final int WARM_UP_ROUNDS = 400;
  private static final int ROUNDS = 1_000;
  private static final double NANOS_PER_MICRO = 1e3;

  private IntakeRun() {}

  /** Argument: where files may be written. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "intake");
    try {
      measure(directory);
    } finally {
      delete(directory);
    }
  }

  private static void measure(Path directory) throws IOException {
    Listening[] kinds = Listening.values();
    Application[] applications = new Application[kinds.length];
    for (int kind = 0; kind < kinds.length; kind++) {
      Path own = Files.createDirectory(directory.resolve("of" + kind));
      applications[kind] = Application.with(kinds[kind], own);
    }
    long[][] nanos = new long[kinds.length][ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int turn = 0; turn < kinds.length; turn++) {
        // who comes after whom changes as well
        int kind = Math.floorMod(turn + round, kinds.length);
        long began = System.nanoTime();
        applications[kind].call(CALLS);
        long took = System.nanoTime() - began;
        if (round >= 0) {
          nanos[kind][round] = took / CALLS;
        }
      }
    }
    for (Application application : applications) {
      application.close();
    }
    print(kinds, nanos);
  }

  private static void print(Listening[] kinds, long[][] nanos) {
    System.out.printf("%-10s %12s %12s %9s%n", "telemetry", "median us", "quarter us", "ratio");
    for (int kind = 0; kind < kinds.length; kind++) {
      long[] sorted = nanos[kind].clone();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-10s %12.2f %12.2f %9.3f%n",
          kinds[kind].name().toLowerCase(Locale.ROOT),
          sorted[ROUNDS / 2] / NANOS_PER_MICRO,
          sorted[ROUNDS / 4] / NANOS_PER_MICRO,
          medianRatio(nanos[kind], nanos[0]));
    }
  }

  /** Of each round to the silent calls of the same round. */
  private static double medianRatio(long[] nanos, long[] silent) {
    double[] ratios = new double[nanos.length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = nanos[round] / (double) silent[round];
    }
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
