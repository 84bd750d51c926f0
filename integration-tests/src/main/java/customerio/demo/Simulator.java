package customerio.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Customer.io as the demo knows it: a simulator in a JVM of its own, told what to do over HTTP. */
final class Simulator {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of each answer: as over a real distance. */
  private static final int LATENCY_MILLIS = 50;

  /** Not a measure of anything: it takes its time on a busy machine; its end is seen at once. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Jvm jvm;
  private final Properties ports;
  private final Loopback control;
  private final List<String> arrivals = new ArrayList<>();

  private Simulator(Jvm jvm, Properties ports) {
    this.jvm = jvm;
    this.ports = ports;
    this.control = new Loopback(port("control"));
  }

  /** Starts it, and returns when it is ready. */
  static Simulator start(Path directory, Progress progress)
      throws IOException, InterruptedException {
    Path portsFile = directory.resolve("simulator.ports");
    Path log = directory.resolve("simulator.log");
    Jvm jvm =
        Jvm.start(
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "customerio.simulator.SimulatorMain",
                "--latency=" + LATENCY_MILLIS,
                "--ports-file=" + portsFile),
            Path.of("").toAbsolutePath(),
            log);
    boolean ready =
        progress.until(
            START, "the simulator starts", () -> Files.exists(portsFile) || !jvm.isAlive());
    if (!ready || !jvm.isAlive()) {
      throw new IOException("the simulator did not start: see " + log);
    }
    Properties ports = new Properties();
    try (InputStream file = Files.newInputStream(portsFile)) {
      ports.load(file);
    }
    return new Simulator(jvm, ports);
  }

  /**
   * @param server such as {@code track-us}
   */
  int port(String server) {
    return Integer.parseInt(ports.getProperty(server));
  }

  void answerNothing() throws IOException, InterruptedException {
    control.put("/faults", "{\"id\":\"outage\",\"hang\":\"before\"}");
  }

  void answerUnavailable() throws IOException, InterruptedException {
    control.put("/faults", "{\"id\":\"outage\",\"status\":503}");
  }

  /** Resets the exchanges that hang, and takes away every fault, of which the latency is one. */
  void recover() throws IOException, InterruptedException {
    control.delete("/faults");
    control.put("/faults", "{\"id\":\"latency\",\"latencyMillis\":" + LATENCY_MILLIS + "}");
  }

  /** HTTP requests since the simulator's start. */
  long requests() throws IOException, InterruptedException {
    long total = 0;
    for (JsonNode family : JSON.readTree(control.get("/stats")).path("requests")) {
      total += family.path("total").asLong();
    }
    return total;
  }

  /** All operations that have arrived since the simulator's start, one JSON line each. */
  List<String> arrivals() throws IOException, InterruptedException {
    control.get("/arrivals?from=" + (arrivals.size() + 1)).lines().forEach(arrivals::add);
    return List.copyOf(arrivals);
  }

  void stop() throws InterruptedException {
    jvm.stop(Duration.ofSeconds(5));
  }
}
