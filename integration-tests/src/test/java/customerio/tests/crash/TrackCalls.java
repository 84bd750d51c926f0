package customerio.tests.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Track calls as teams write them by hand: identify over one client, events over another. */
public final class TrackCalls {
  static final String WORKSPACE = "crash";

  public static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  ("site-" + WORKSPACE + ":key-" + WORKSPACE).getBytes(StandardCharsets.US_ASCII));

  private static final String SIGN = "X-Customerio-Agent";

  /** Of a call that goes out by itself: the agent answers sooner, once it has started. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI base;
  private final HttpClient client = HttpClient.newHttpClient();

  public TrackCalls(URI base) {
    this.base = base;
  }

  /**
   * @return the status
   */
  public int identify(String person, long seq) throws IOException {
    return identify(person, seq, "").status();
  }

  /**
   * @return the status
   */
  public int event(String person, long seq) throws IOException, InterruptedException {
    return event(person, "said", seq, "").status();
  }

  /**
   * @param promised the agent has taken the call over: what is said counts as delivered
   */
  record Reply(int status, boolean promised) {}

  /**
   * @param more further members of the body's object, each with a comma before it
   */
  Reply identify(String person, long seq, String more) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(base + "/api/v1/customers/" + person).toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    try (OutputStream out = connection.getOutputStream()) {
      out.write(("{\"seq\":" + seq + more + "}").getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    if (status == 200) {
      connection.getInputStream().readAllBytes();
    }
    return new Reply(status, isPromise(connection.getHeaderField(SIGN)));
  }

  Reply event(String person, String name, long seq, String more)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + person + "/events"))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"" + name + "\",\"data\":{\"seq\":" + seq + more + "}}"))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Reply(
        response.statusCode(), isPromise(response.headers().firstValue(SIGN).orElse(null)));
  }

  private static boolean isPromise(String sign) {
    return sign != null && sign.startsWith("queued");
  }
}
