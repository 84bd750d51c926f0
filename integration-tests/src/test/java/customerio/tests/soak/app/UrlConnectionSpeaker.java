package customerio.tests.soak.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

public final class UrlConnectionSpeaker extends HttpSpeaker {

  public UrlConnectionSpeaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", JSON);
    connection.setReadTimeout(TIMEOUT * 1000);
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    connection.getInputStream().readAllBytes();
    return connection.getHeaderField(SIGN);
  }
}
