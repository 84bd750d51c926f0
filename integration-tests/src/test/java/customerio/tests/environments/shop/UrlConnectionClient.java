package customerio.tests.environments.shop;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

final class UrlConnectionClient implements CustomerioClient {

  @Override
  public String track(URI base, int number) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) CustomerioClient.events(base, number).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(CustomerioClient.event(number).getBytes(StandardCharsets.UTF_8));
    }
    String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return connection.getResponseCode() + " " + body;
  }
}
