package customerio.tests.environments;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tracks events with nothing but {@code java.base}. Arguments: base URL, number of events. */
public final class EventCall {
  private static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("site-crash:key-crash".getBytes(StandardCharsets.US_ASCII));

  private EventCall() {}

  public static void main(String[] arguments) throws IOException {
    for (int number = 0; number < Integer.parseInt(arguments[1]); number++) {
      System.out.println(send(URI.create(arguments[0]), number));
    }
  }

  /**
   * @return the status, and whose answer it is
   */
  static String send(URI base, int number) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(base + "/api/v1/customers/p" + number + "/events").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", AUTHORIZATION);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(
          ("{\"name\":\"said\",\"data\":{\"seq\":" + number + "}}")
              .getBytes(StandardCharsets.UTF_8));
    }
    boolean ours = connection.getHeaderField("X-Customerio-Agent") != null;
    return connection.getResponseCode() + (ours ? " agent" : " server");
  }
}
