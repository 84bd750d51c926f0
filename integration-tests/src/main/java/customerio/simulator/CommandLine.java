package customerio.simulator;

import customerio.simulator.http.SimulatorServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * @param latencyMillis of every answer
 * @param portsFile null for none
 */
record CommandLine(long latencyMillis, Path portsFile, Ports ports) {

  static final String USAGE =
      "usage: SimulatorMain [--latency=MILLIS] [--ports-file=FILE] [--<listener>=PORT]...\n"
          + "  listeners: track-us track-eu pipelines-us pipelines-eu app-us app-eu control";

  /**
   * @throws IllegalArgumentException naming the argument that is not understood
   */
  static CommandLine parse(String... arguments) {
    long latency = 0;
    Path file = null;
    Map<String, Integer> ports = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("not understood: " + argument);
      }
      String name = argument.substring(2, equals);
      String value = argument.substring(equals + 1);
      switch (name) {
        case "latency" -> latency = number(argument, value);
        case "ports-file" -> file = Path.of(value);
        default -> ports.put(listener(name), number(argument, value));
      }
    }
    return new CommandLine(latency, file, new Ports(ports));
  }

  private static String listener(String name) {
    return name.equals(SimulatorServer.CONTROL) ? name : Host.of(name).label();
  }

  private static int number(String argument, String value) {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("no number: " + argument, notANumber);
    }
  }
}
