package customerio.tests.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.StringJoiner;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that entrusts the agent with everything its standard input says: {@code call
 * METHOD URL KEY BODY}, {@code observe}; and tells what others can see: {@code beans}, {@code
 * threads}.
 */
public final class Confider {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String AGENT = "customerio.agent:type=Agent";

  private Confider() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + answer(line.split(" ")));
    }
  }

  private static String answer(String[] words) throws Exception {
    return switch (words[0]) {
      case "call" -> call(words);
      case "observe" -> observe();
      case "beans" -> beans();
      case "threads" -> Thread.getAllStackTraces().keySet().toString();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static String call(String[] words) throws InterruptedException {
    String key = words[3];
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(words[2]))
            .header("Authorization", key.contains(":") ? basic(key) : "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(words[1], BodyPublishers.ofString(words[4]))
            .build();
    try {
      return String.valueOf(CLIENT.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException failure) {
      StringJoiner chain = new StringJoiner(" | ");
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        chain.add(cause.toString());
      }
      return chain.toString();
    }
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String observe() throws Exception {
    String text = String.class.getName();
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName(AGENT),
            "switchMode",
            new Object[] {"track", "observe"},
            new String[] {text, text});
    return "done";
  }

  /** An attribute that throws ends the program. */
  private static String beans() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    StringJoiner shown = new StringJoiner(", ");
    for (ObjectName bean : server.queryNames(new ObjectName("customerio.agent:*"), null)) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
        Object value = server.getAttribute(bean, attribute.getName());
        shown.add(
            bean
                + " "
                + attribute.getName()
                + "="
                + (value instanceof Object[] many ? Arrays.toString(many) : value));
      }
    }
    return shown.toString().replaceAll("\\R", " ");
  }
}
