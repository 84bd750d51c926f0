package customerio.benchmarks.clients;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The two that come with the JDK. */
final class JdkClients {

  private JdkClients() {}

  static Client.Call httpClient(URI target, String authorization) {
    HttpClient client = HttpClient.newHttpClient();
    return body ->
        client
            .send(
                HttpRequest.newBuilder(target)
                    .header("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .statusCode();
  }

  static Client.Call urlConnection(URI target, String authorization) {
    return body -> {
      HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
      connection.setRequestProperty("Authorization", authorization);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      try (InputStream answer = connection.getInputStream()) {
        answer.readAllBytes();
      }
      return connection.getResponseCode();
    };
  }
}
