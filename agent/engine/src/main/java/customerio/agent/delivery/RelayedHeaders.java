package customerio.agent.delivery;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The application's headers as they may go on: without those of its own connection. */
final class RelayedHeaders {

  /** RFC 9110, 7.6.1, and what our connection says by itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private RelayedHeaders() {}

  static Headers of(Headers headers) {
    Set<String> dropped = new HashSet<>(OF_THE_CONNECTION);
    for (Header line : headers) {
      if (line.name().equalsIgnoreCase("Connection")) {
        Arrays.stream(line.value().split(","))
            .forEach(name -> dropped.add(name.trim().toLowerCase(Locale.ROOT)));
      }
    }
    return Headers.of(
        headers.lines().stream()
            .filter(line -> !dropped.contains(line.name().toLowerCase(Locale.ROOT)))
            .toList());
  }
}
