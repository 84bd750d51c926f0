package customerio.agent.instrumentation.urlconnection;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;

/**
 * In which order the JDK shows several values of one field. 17 begins with the last line and 25
 * with the first (JDK-8133686); rather than a number of a release, a connection is asked that is
 * never made, as its request's fields are shown in the same way.
 */
final class FieldOrder {
  static final boolean LAST_LINE_FIRST = !shown().equals(List.of("1", "2"));

  private FieldOrder() {}

  private static List<String> shown() {
    try {
      URLConnection asked = DirectConnection.open(new URL("http", "127.0.0.1", "/"), null);
      asked.addRequestProperty("X", "1");
      asked.addRequestProperty("X", "2");
      return asked.getRequestProperties().getOrDefault("X", List.of());
    } catch (IOException e) {
      return List.of(); // an application's own handler of URLs
    }
  }
}
