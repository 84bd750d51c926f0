package customerio.tests.regions;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.management.ObjectName;

/**
 * An application that does what its standard input says: {@code track-us PERSON SEQ} (or {@code
 * track-eu}) identifies through Track, {@code pipelines PERSON SEQ} through Pipelines, {@code
 * app-us} reads from the App API, {@code mbean ATTRIBUTE} looks at the agent. Arguments: user and
 * password of Track, Pipelines' write key, the App API's token.
 */
public final class RegionCaller {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private RegionCaller() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + answer(arguments, line.split(" ")));
    }
  }

  private static Object answer(String[] keys, String[] words) throws Exception {
    return switch (words[0]) {
      case "track-us" -> identify("https://track.customer.io", keys[0], words);
      case "track-eu" -> identify("https://track-eu.customer.io", keys[0], words);
      case "pipelines" -> pipelines(keys[1], words);
      case "app-us" -> status("https://api.customer.io/v1/exports", "GET", "Bearer " + keys[2], "");
      case "mbean" -> attribute(words[1]);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static int identify(String base, String key, String[] words) throws Exception {
    String body = "{\"seq\":" + words[2] + "}";
    return status(base + "/api/v1/customers/" + words[1], "PUT", basic(key), body);
  }

  private static int pipelines(String key, String[] words) throws Exception {
    String body = "{\"userId\":\"" + words[1] + "\",\"traits\":{\"seq\":" + words[2] + "}}";
    return status("https://cdp.customer.io/v1/identify", "POST", basic(key + ':'), body);
  }

  private static int status(String url, String method, String authorization, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String attribute(String name) throws Exception {
    Object value =
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName("customerio.agent:type=Agent"), name);
    return value instanceof String[] lines ? String.join(" | ", lines) : String.valueOf(value);
  }
}
