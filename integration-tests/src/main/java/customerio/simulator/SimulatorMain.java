package customerio.simulator;

import customerio.simulator.faults.FaultRule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The simulator as a JVM of its own. Runs until it is killed. */
public final class SimulatorMain {

  private SimulatorMain() {}

  public static void main(String[] arguments) throws Exception {
    CommandLine commandLine;
    try {
      commandLine = CommandLine.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(CommandLine.USAGE);
      System.exit(2);
      return;
    }
    Simulator simulator = run(commandLine, System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-stop"));
    new CountDownLatch(1).await();
  }

  static Simulator run(CommandLine commandLine, PrintStream out) throws IOException {
    Simulator simulator = Simulator.start(commandLine.ports(), Clock.systemUTC());
    if (commandLine.latencyMillis() > 0) {
      simulator
          .faults()
          .add(FaultRule.named("latency").latency(Duration.ofMillis(commandLine.latencyMillis())));
    }
    if (commandLine.portsFile() != null) {
      write(simulator.ports(), commandLine.portsFile());
    }
    StringBuilder line = new StringBuilder("simulator ready");
    simulator
        .ports()
        .forEach((name, port) -> line.append(' ').append(name).append('=').append(port));
    out.println(line);
    return simulator;
  }

  /** A reader never sees half a file. */
  private static void write(Map<String, Integer> ports, Path file) throws IOException {
    StringBuilder properties = new StringBuilder();
    ports.forEach((name, port) -> properties.append(name).append('=').append(port).append('\n'));
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(draft, properties, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
