package customerio.tests.fulldisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that tells numbered events about one person, and what an operator would do on its
 * machine. It does what its standard input says:
 *
 * <ul>
 *   <li>{@code say COUNT}: one letter for each event, {@code a} answered by the agent, {@code s} by
 *       the server with 200, {@code x} otherwise;
 *   <li>{@code fill}: the same, until one is not answered by the agent;
 *   <li>{@code sh …}: runs a command, answers its exit code;
 *   <li>{@code health}, {@code pending}, {@code bytes}: as over JMX.
 * </ul>
 *
 * Argument: base URL.
 */
public final class Talker {
  static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("site-disk:key-disk".getBytes(StandardCharsets.US_ASCII));

  private final URI base;
  private final String padding = "x".repeat(900);
  private int next = 1;

  private Talker(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    Talker talker = new Talker(URI.create(arguments[0]));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String command = line.substring(0, line.lastIndexOf(" #"));
      System.out.println(line + " = " + talker.answer(command));
    }
  }

  private Object answer(String command) throws Exception {
    String[] words = command.split(" ", 2);
    return switch (words[0]) {
      case "say" -> say(Integer.parseInt(words[1]));
      case "fill" -> fill();
      case "sh" -> run(words[1]);
      case "health" -> attribute("Health") + " " + List.of((Object[]) attribute("HealthReasons"));
      case "pending" -> attribute("Pending");
      case "bytes" -> attribute("QueueBytes");
      default -> throw new IllegalArgumentException(command);
    };
  }

  private String say(int count) throws IOException {
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      answers.append(say());
    }
    return answers.toString();
  }

  private String fill() throws IOException {
    StringBuilder answers = new StringBuilder();
    char last;
    do {
      last = say();
      answers.append(last);
    } while (last == 'a');
    return answers.toString();
  }

  private char say() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(base + "/api/v1/customers/p1/events").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    String body =
        "{\"name\":\"said\",\"data\":{\"seq\":%d,\"padding\":\"%s\"}}".formatted(next, padding);
    next++;
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    if (connection.getResponseCode() != 200) {
      return 'x';
    }
    connection.getInputStream().readAllBytes();
    return connection.getHeaderField("X-Customerio-Agent") == null ? 's' : 'a';
  }

  private static int run(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
  }

  private static Object attribute(String name) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return server.getAttribute(new ObjectName("customerio.agent:type=Agent"), name);
  }
}
