package customerio.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to one of the demo's own servers on this machine. */
final class Loopback {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  Loopback(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  void put(String path, String json) throws IOException, InterruptedException {
    send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  void delete(String path) throws IOException, InterruptedException {
    send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.build();
    HttpResponse<String> response;
    try {
      response = client.send(built, BodyHandlers.ofString());
    } catch (IOException e) {
      // the JDK's own message is often null
      throw new IOException(built.method() + " " + built.uri() + ": " + e, e);
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(built.method() + " " + built.uri() + ": " + response.statusCode());
    }
    return response.body();
  }
}
