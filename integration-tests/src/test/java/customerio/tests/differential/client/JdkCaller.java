package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
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
  final HttpClient client;

  public JdkCaller() {
    this(HttpClient.Redirect.NORMAL);
  }

  JdkCaller(HttpClient.Redirect redirects) {
    client = HttpClient.newBuilder().followRedirects(redirects).build();
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return seen(client.send(request(ask), BodyHandlers.ofString()));
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    return seen(client.send(builder(ask).expectContinue(true).build(), BodyHandlers.ofString()));
  }

  @Override
  public Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    HttpClient answering =
        HttpClient.newBuilder().authenticator(new Password(user, password)).build();
    return seen(answering.send(request(ask), BodyHandlers.ofString()));
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    HttpResponse<InputStream> answer = client.send(request(ask), BodyHandlers.ofInputStream());
    return Streams.readTwice(answer.statusCode(), answer.headers().map(), answer::body);
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    HttpResponse<InputStream> answer = client.send(request(ask), BodyHandlers.ofInputStream());
    return Streams.closeEarly(answer.statusCode(), answer.headers().map(), answer.body());
  }

  @Override
  public String title() {
    return "JDK HttpClient";
  }

  @Override
  public boolean hearsInterrupts() {
    return true;
  }

  @Override
  public String switchName() {
    return "jdk";
  }

  static HttpRequest request(Ask ask) {
    return builder(ask).build();
  }

  private static HttpRequest.Builder builder(Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ask.url())).method(ask.method(), body(ask));
    ask.headers().forEach(request::header);
    if (ask.readTimeoutMillis() > 0) {
      request.timeout(Duration.ofMillis(ask.readTimeoutMillis()));
    }
    return request;
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
