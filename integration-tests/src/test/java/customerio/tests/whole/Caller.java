package customerio.tests.whole;

import customerio.tests.crash.TrackCalls;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * An application that does what its standard input says: {@code identify PERSON SEQ}, {@code event
 * PERSON SEQ}, {@code mbean ATTRIBUTE}, {@code waiting}, {@code threads BEGINNING}. Argument: base
 * URL.
 */
public final class Caller {

  private Caller() {}

  public static void main(String[] arguments) throws Exception {
    TrackCalls calls = new TrackCalls(URI.create(arguments[0]));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + answer(calls, line.split(" ")));
    }
  }

  private static Object answer(TrackCalls calls, String[] words) throws Exception {
    return switch (words[0]) {
      case "identify" -> calls.identify(words[1], Long.parseLong(words[2]));
      case "event" -> calls.event(words[1], Long.parseLong(words[2]));
      case "mbean" -> attribute(words[1]);
      case "waiting" -> {
        CompositeData[] destinations = (CompositeData[]) attribute("Destinations");
        yield destinations.length == 0 ? "" : destinations[0].get("waitingFor");
      }
      case "threads" -> threads(words[1]);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static String threads(String beginning) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName() + (thread.isDaemon() ? "" : " (no daemon)"))
        .filter(name -> name.startsWith(beginning))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Object attribute(String name) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("customerio.agent:type=Agent");
    return server.isRegistered(agent) ? server.getAttribute(agent, name) : "no bean";
  }
}
