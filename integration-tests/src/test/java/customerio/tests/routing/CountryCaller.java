package customerio.tests.routing;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * An application that knows one workspace, the one in the US, and does what its standard input
 * says: {@code identify PERSON COUNTRY}, {@code event PERSON NAME}, {@code routes}, {@code
 * pending}. Argument: base URL.
 */
public final class CountryCaller {
  static final String AUTHORIZATION = basic("site-shop:key-shop");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  private CountryCaller(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    CountryCaller caller = new CountryCaller(URI.create(arguments[0]));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + caller.answer(line.split(" ")));
    }
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private Object answer(String[] words) throws Exception {
    return switch (words[0]) {
      case "identify" -> call("PUT", words[1], "{\"country\":\"" + words[2] + "\"}");
      case "event" -> call("POST", words[1] + "/events", "{\"name\":\"" + words[2] + "\"}");
      case "routes" -> routes();
      case "pending" ->
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("customerio.agent:type=Agent"), "Pending");
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private int call(String method, String person, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + person))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().statusCode();
  }

  private static String routes() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    StringBuilder shown = new StringBuilder();
    for (CompositeData route :
        (CompositeData[])
            server.getAttribute(new ObjectName("customerio.agent:type=Routing"), "Routes")) {
      shown.append(route.get("workspace")).append(' ').append(route.get("calls")).append(' ');
    }
    return shown.toString().strip();
  }
}
