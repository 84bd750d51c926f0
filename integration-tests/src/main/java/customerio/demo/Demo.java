package customerio.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays the same round twice, without and with the agent, and shows what came of it.
 *
 * <p>Runs in the project's root directory. Options: {@code --skip-agent} leaves out the second
 * round; {@code --terminal} says that the output can rewrite a line.
 *
 * <p>Exit code: 0 when with the agent nothing was lost, nothing came twice and everything came in
 * order; 1 when not; 2 when the demo could not be played.
 */
public final class Demo {
  private static final Path SHOP = Path.of("test-app", "target", "test-app.jar");
  private static final Path AGENT = Path.of("agent", "dist", "target", "customerio-agent.jar");

  private final boolean withAgent;
  private final Path directory;
  private final PrintStream out;
  private final Progress progress;

  private Demo(boolean withAgent, boolean terminal, PrintStream out) {
    this.withAgent = withAgent;
    this.directory = Path.of("demo-run").toAbsolutePath();
    this.out = out;
    this.progress = new Progress(out, terminal);
  }

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> options = List.of(args);
    Demo demo = new Demo(!options.contains("--skip-agent"), options.contains("--terminal"), out);
    int exitCode;
    try {
      exitCode = demo.play();
    } catch (IOException e) {
      demo.progress.clear();
      out.println("demo: cannot go on: " + e.getMessage());
      exitCode = 2;
    }
    System.exit(exitCode);
  }

  private int play() throws IOException, InterruptedException {
    require(SHOP);
    if (withAgent) {
      require(AGENT);
    }
    clear(directory);
    Simulator customerio = Simulator.start(directory, progress);
    int port = freePort();
    RoundResult without = round("without", null, port, customerio);
    RoundResult with = withAgent ? round("with", agentOption(customerio), port, customerio) : null;
    customerio.stop();
    progress.clear();
    Scoreboard.lines(without, with).forEach(out::println);
    return with == null || with.ledger().flawless() ? 0 : 1;
  }

  private RoundResult round(String name, String agent, int port, Simulator customerio)
      throws IOException, InterruptedException {
    progress.round(name + " agent");
    Shop shop = new Shop(SHOP.toAbsolutePath(), agent, directory.resolve(name), port, customerio);
    return new Round(shop, customerio, progress).play(agent != null);
  }

  /** The shop calls the simulator in place of Customer.io's hosts, so the agent is told of it. */
  private String agentOption(Simulator customerio) {
    return "-javaagent:%s=hosts.extra=track-us=127.0.0.1:%d;pipelines-us=127.0.0.1:%d,queue.dir=%s"
        .formatted(
            AGENT.toAbsolutePath(),
            customerio.port("track-us"),
            customerio.port("pipelines-us"),
            directory.resolve("queue"));
  }

  private static void require(Path jar) throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is missing: build it with mvn -DskipTests package");
    }
  }

  /** What an earlier demo has left there would be delivered in this one. */
  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> old = Files.walk(directory)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(directory);
  }

  /** One port for both rounds, so that the shop's command line is the same. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
