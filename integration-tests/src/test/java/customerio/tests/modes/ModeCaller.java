package customerio.tests.modes;

import customerio.tests.crash.TrackCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that does what its standard input says: {@code identify PERSON SEQ} over
 * HttpURLConnection, {@code event PERSON SEQ} over the JDK's HttpClient, {@code mbean ATTRIBUTE},
 * {@code mode MODE}, {@code switch TARGET MODE}. Argument: base URL.
 */
public final class ModeCaller {

  private ModeCaller() {}

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
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("customerio.agent:type=Agent");
    try {
      return switch (words[0]) {
        case "identify" -> calls.identify(words[1], Long.parseLong(words[2]));
        case "event" -> calls.event(words[1], Long.parseLong(words[2]));
        case "mbean" ->
            server.isRegistered(agent) ? server.getAttribute(agent, words[1]) : "no bean";
        case "mode" -> {
          server.setAttribute(agent, new Attribute("Mode", words[1]));
          yield "done";
        }
        case "switch" -> {
          String text = String.class.getName();
          server.invoke(
              agent, "switchMode", new Object[] {words[1], words[2]}, new String[] {text, text});
          yield "done";
        }
        default -> throw new IllegalArgumentException(words[0]);
      };
    } catch (IOException failure) {
      return failure.getClass().getName();
    }
  }
}
