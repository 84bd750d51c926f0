package customerio.tests.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Track calls as teams write them by hand: identify over one client, events over another. */
public final class TrackCalls {
  public static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("site-crash:key-crash".getBytes(StandardCharsets.US_ASCII));

  private final URI base;
  private final HttpClient client = HttpClient.newHttpClient();

  public TrackCalls(URI base) {
    this.base = base;
  }

  /**
   * @return the status
   */
  public int identify(String person, long seq) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(base + "/api/v1/customers/" + person).toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(("{\"seq\":" + seq + "}").getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    if (status == 200) {
      connection.getInputStream().readAllBytes();
    }
    return status;
  }

  /**
   * @return the status
   */
  public int event(String person, long seq) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + person + "/events"))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"said\",\"data\":{\"seq\":" + seq + "}}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
