package customerio.tests.wrappers;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.management.ObjectName;

/**
 * An application with a wrapper, and with calls past it. Does what its standard input says: a
 * method of {@link Mailer} or {@code http}, and a person. Argument: base URL.
 */
public final class MailerCaller {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Mailer mailer = new Mailer();
  private final URI base;

  private MailerCaller(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    MailerCaller caller = new MailerCaller(URI.create(arguments[0]));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + caller.answer(line.split(" ")));
    }
  }

  private Object answer(String[] words) throws Exception {
    String person = words.length > 1 ? words[1] : "";
    try {
      return switch (words[0]) {
        case "identify" -> Mailer.identify(person, person + "@example.com", Map.of("plan", "pro"));
        case "track" -> tracked(person, words[2]);
        case "overload" -> overload(person);
        case "strange" -> strange(person);
        case "visited" -> mailer.visited(Long.parseLong(person), "/home").isDone();
        case "forget" -> mailer.forget(person);
        case "answered" -> mailer.answered(person);
        case "http" -> http(person, words[2]);
        case "pending" ->
            ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("customerio.agent:type=Agent"), "Pending");
        default -> throw new IllegalArgumentException(words[0]);
      };
    } catch (IllegalStateException original) {
      return original.getMessage();
    }
  }

  private String tracked(String person, String event) {
    mailer.track(person, event, Map.of("cents", 250));
    return "void";
  }

  private String overload(String person) {
    mailer.track(person, "overload");
    return "void";
  }

  private String strange(String person) {
    mailer.track(person, "strange", Map.of("thread", Thread.currentThread()));
    return "void";
  }

  private int http(String person, String event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + person + "/events"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString("site-shop:key-shop".getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + event + "\"}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
