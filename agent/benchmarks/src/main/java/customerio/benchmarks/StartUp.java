package customerio.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an agent costs before the application has done anything: wall time until the application is
 * up, CPU time and largest resident set. The machines are noisy, so the variants run in turn and
 * medians are compared as ratios of one run.
 */
final class StartUp {
  private static final int HELLO_ROUNDS = 11;
  private static final int SPRING_ROUNDS = 5;

  private enum Variant {
    NO_AGENT,
    CUSTOMERIO,
    OPENTELEMETRY
  }

  private final Map<Variant, List<String>> options = new EnumMap<>(Variant.class);

  private StartUp(Path customerioAgent, Path openTelemetryAgent) {
    options.put(Variant.NO_AGENT, List.of());
    options.put(Variant.CUSTOMERIO, List.of("-javaagent:" + customerioAgent));
    options.put(
        Variant.OPENTELEMETRY,
        List.of(
            "-javaagent:" + openTelemetryAgent,
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none"));
  }

  /** Arguments: the agent's jar, the OpenTelemetry agent's, the shop's, our own classes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StartUp startUp = new StartUp(Path.of(arguments[0]), Path.of(arguments[1]));
    startUp.compare(
        "Hello World",
        HELLO_ROUNDS,
        "started",
        List.of("-cp", arguments[3], HelloWorld.class.getName()));
    startUp.compare(
        "Spring Boot shop",
        SPRING_ROUNDS,
        "Started ",
        List.of("-jar", arguments[2], "--server.port=0"));
  }

  private void compare(String name, int rounds, String readyWhen, List<String> application)
      throws IOException, InterruptedException {
    Map<Variant, List<Measurement>> measured = new EnumMap<>(Variant.class);
    for (Variant variant : Variant.values()) {
      measured.put(variant, new ArrayList<>());
      run(variant, readyWhen, application); // warms the page cache
    }
    for (int round = 0; round < rounds; round++) {
      for (Variant variant : Variant.values()) {
        measured.get(variant).add(run(variant, readyWhen, application));
      }
    }
    print(name, rounds, measured);
  }

  private Measurement run(Variant variant, String readyWhen, List<String> application)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(options.get(variant));
    command.addAll(application);
    return Measurement.of(command, readyWhen);
  }

  private static void print(String name, int rounds, Map<Variant, List<Measurement>> measured) {
    Measurement bare = Measurement.median(measured.get(Variant.NO_AGENT));
    System.out.printf(
        "%n%s, Java %s, medians of %d interleaved runs%n",
        name, Runtime.version().feature(), rounds);
    System.out.printf("%-16s %18s %18s %18s%n", "", "wall ms", "CPU ms", "peak RSS MB");
    measured.forEach(
        (variant, of) -> {
          Measurement median = Measurement.median(of);
          System.out.printf(
              "%-16s %9.0f (x%.2f) %9.0f (x%.2f) %9.1f (x%.2f)%n",
              variant,
              median.wallMillis(),
              median.wallMillis() / bare.wallMillis(),
              median.cpuMillis(),
              median.cpuMillis() / bare.cpuMillis(),
              median.peakMegabytes(),
              median.peakMegabytes() / bare.peakMegabytes());
        });
  }
}
