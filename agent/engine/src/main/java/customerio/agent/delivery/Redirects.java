package customerio.agent.delivery;

import customerio.agent.customerio.Region;
import java.net.URI;
import java.util.Locale;

/**
 * Where a redirect leads, if it may be followed: Customer.io sends accounts to the data centre they
 * live in. Method and body are kept, unlike most clients do.
 */
final class Redirects {
  static final int LIMIT = 3;

  private Redirects() {}

  /**
   * @param server scheme, host and port
   * @param trusted the credential may be shown to it
   */
  record Hop(URI server, String target, boolean trusted) {}

  /** Null when it must not be followed: it leads nowhere, out of the EU, or into clear text. */
  static Hop follow(Region region, URI server, String target, String location) {
    URI goal = resolve(server, target, location);
    if (goal == null || goal.getHost() == null) {
      return null;
    }
    boolean encrypted = "https".equalsIgnoreCase(goal.getScheme());
    boolean plain = "http".equalsIgnoreCase(goal.getScheme());
    boolean sameServer = authority(goal).equals(authority(server));
    if (!(encrypted || plain && "http".equalsIgnoreCase(server.getScheme()))) {
      return null;
    }
    if (region == Region.EU && isAmerican(goal.getHost()) && !sameServer) {
      return null;
    }
    boolean trusted = sameServer || encrypted && isCustomerio(goal.getHost());
    String path = goal.getRawPath().isEmpty() ? "/" : goal.getRawPath();
    String query = goal.getRawQuery() == null ? "" : '?' + goal.getRawQuery();
    return new Hop(URI.create(authority(goal)), path + query, trusted);
  }

  private static URI resolve(URI server, String target, String location) {
    if (location == null) {
      return null;
    }
    try {
      URI given = URI.create(location.trim());
      return given.isAbsolute() ? given : URI.create(authority(server) + target).resolve(given);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static String authority(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ':' + port;
  }

  private static boolean isCustomerio(String host) {
    return host.toLowerCase(Locale.ROOT).endsWith(".customer.io");
  }

  /** Customer.io's hosts name the EU; all others of it are in the US. */
  private static boolean isAmerican(String host) {
    return isCustomerio(host) && !host.toLowerCase(Locale.ROOT).contains("-eu.");
  }
}
