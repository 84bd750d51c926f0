package customerio.tests.soak.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code java.net.http.HttpClient}; before JDK 21 nobody can close it. */
public class JdkSpeaker extends HttpSpeaker {
  private final HttpClient client = HttpClient.newHttpClient();

  public JdkSpeaker(String base) {
    super(base);
  }

  @Override
  final String send(String method, String url, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", JSON)
            .timeout(Duration.ofSeconds(TIMEOUT))
            .method(method, BodyPublishers.ofString(json))
            .build();
    return send(client, request).headers().firstValue(SIGN).orElse(null);
  }

  HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }
}
