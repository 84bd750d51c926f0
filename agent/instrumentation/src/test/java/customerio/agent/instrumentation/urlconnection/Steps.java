package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.Transcript;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What most {@link Program programs} have in common: a body, and a look at all of the answer. */
final class Steps {
  static final byte[] JSON = "{\"email\":\"a@b.c\"}".getBytes(StandardCharsets.UTF_8);

  private Steps() {}

  static void put(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("PUT");
    send(connection, seen);
    outcome(connection, seen);
  }

  static void send(HttpURLConnection connection, Transcript seen) {
    connection.setDoOutput(true);
    seen.attempt(
        "send",
        () -> {
          try (OutputStream out = connection.getOutputStream()) {
            out.write(JSON);
          }
        });
  }

  static void outcome(HttpURLConnection connection, Transcript seen) {
    seen.note("status", connection::getResponseCode);
    seen.note("message", connection::getResponseMessage);
    seen.note("headers", () -> comparable(connection.getHeaderFields()));
    seen.note("body", () -> text(connection.getInputStream().readAllBytes()));
    seen.note(
        "error body",
        () -> {
          var error = connection.getErrorStream();
          return error == null ? null : text(error.readAllBytes());
        });
    seen.note("url", () -> connection.getURL().getPath());
    seen.note("method", connection::getRequestMethod);
    connection.disconnect();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> comparable(Map<String, List<String>> fields) {
    Map<String, List<String>> comparable = new TreeMap<>();
    fields.forEach((name, values) -> comparable.put(String.valueOf(name), values));
    comparable.remove("Date");
    return comparable;
  }
}
