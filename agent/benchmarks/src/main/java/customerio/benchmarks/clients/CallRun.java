package customerio.benchmarks.clients;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What a call costs the application's thread with each client: bare to a server on this machine,
 * which is as near as a server can be, beside the same call taken over. In one run, so that the
 * machine is the same for both.
 */
final class CallRun {
  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  private final Path agent;
  private final Path directory;
  private final int port;

  private CallRun(Path agent, Path directory, int port) {
    this.agent = agent;
    this.directory = directory;
    this.port = port;
  }

  /**
   * @param arguments the agent's jar, where queues may be, and maybe the clients to measure
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    // else each answer waits 40 ms for the acknowledgement of its head, which would flatter us
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
    try {
      new CallRun(Path.of(arguments[0]), Path.of(arguments[1]), server.getAddress().getPort())
          .print(clients(arguments));
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static Client[] clients(String[] arguments) {
    return arguments.length == 2
        ? Client.values()
        : Arrays.stream(arguments).skip(2).map(Client::valueOf).toArray(Client[]::new);
  }

  private void print(Client[] clients) throws IOException, RunnerException {
    System.out.printf(
        "%-14s %12s %12s %12s %12s%n",
        "microseconds", "bare p50", "bare p99", "taken p50", "taken p99");
    for (Client client : clients) {
      Statistics bare = measure(client, List.of());
      Statistics taken = measure(client, withAgent());
      System.out.printf(
          "%-14s %12.1f %12.1f %12.1f %12.1f%n",
          client.name().toLowerCase(Locale.ROOT),
          bare.getPercentile(50),
          bare.getPercentile(99),
          taken.getPercentile(50),
          taken.getPercentile(99));
    }
  }

  private List<String> withAgent() throws IOException {
    Path queue = Files.createTempDirectory(directory, "calls");
    return List.of(
        "-javaagent:"
            + agent
            + "=hosts.extra=track-us=127.0.0.1:"
            + port
            + ",endpoint.track-us=http://127.0.0.1:"
            + port
            + ",queue.dir="
            + queue);
  }

  private Statistics measure(Client client, List<String> more) throws RunnerException {
    List<String> jvm = new ArrayList<>(List.of("-Xmx512m", "-Dtrack=http://127.0.0.1:" + port));
    jvm.addAll(more);
    Options options =
        new OptionsBuilder()
            .include(CallBenchmark.class.getName())
            .param("client", client.name())
            .mode(Mode.SampleTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgs(jvm.toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).runSingle().getPrimaryResult().getStatistics();
  }
}
