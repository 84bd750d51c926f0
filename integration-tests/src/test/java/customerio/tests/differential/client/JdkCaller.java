package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code java.net.http.HttpClient.send}. */
public class JdkCaller implements Caller {
  final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Override
  public Seen send(Ask ask) throws Exception {
    return seen(client.send(request(ask), BodyHandlers.ofString()));
  }

  static HttpRequest request(Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ask.url())).method(ask.method(), body(ask));
    ask.headers().forEach(request::header);
    if (ask.readTimeoutMillis() > 0) {
      request.timeout(Duration.ofMillis(ask.readTimeoutMillis()));
    }
    return request.build();
  }

  private static BodyPublisher body(Ask ask) {
    if (ask.body() == null) {
      return BodyPublishers.noBody();
    }
    return switch (ask.framing()) {
      case BUFFERED -> BodyPublishers.ofByteArray(ask.body());
      case ONE_SHOT -> {
        ByteArrayInputStream once = new ByteArrayInputStream(ask.body());
        yield BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> once), ask.body().length);
      }
      case CHUNKED -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ask.body()));
    };
  }

  static Seen seen(HttpResponse<String> response) {
    return new Seen(response.statusCode(), response.headers().map(), response.body());
  }
}
