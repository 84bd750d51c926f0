package customerio.agent.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the application calls in place of one of Customer.io's hosts: a gateway, a mock server.
 *
 * @param scheme null = either
 * @param host lower case
 * @param port -1 = the scheme's default
 * @param pathPrefix raw, "" or starting with a slash and not ending with one
 */
public record ExtraHost(HostRole role, String scheme, String host, int port, String pathPrefix) {
  static final String EXPECTED =
      "role=[scheme://]host[:port][/prefix] separated by semicolons, with a role of track-us,"
          + " track-eu, pipelines-us, pipelines-eu, app-us or app-eu";

  /**
   * The place as a base URL. A host without a scheme is reached by the one that fits it: mock
   * servers on this machine speak http, everything else is worth TLS.
   */
  URI url() {
    String reached = scheme != null ? scheme : isLoopback() ? "http" : "https";
    return URI.create(reached + "://" + host + (port == -1 ? "" : ":" + port) + pathPrefix);
  }

  private boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  static List<ExtraHost> parseAll(String text) {
    List<ExtraHost> hosts = new ArrayList<>();
    for (String piece : text.split(";")) {
      if (!piece.isBlank()) {
        hosts.add(parse(piece.trim()));
      }
    }
    return List.copyOf(hosts);
  }

  private static ExtraHost parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException();
    }
    String place = text.substring(equals + 1).trim();
    boolean hasScheme = place.contains("://");
    URI uri = URI.create(hasScheme ? place : "any://" + place);
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException();
    }
    String path = uri.getRawPath();
    return new ExtraHost(
        HostRole.parse(text.substring(0, equals)),
        hasScheme ? uri.getScheme().toLowerCase(Locale.ROOT) : null,
        uri.getHost().toLowerCase(Locale.ROOT),
        uri.getPort(),
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }
}
