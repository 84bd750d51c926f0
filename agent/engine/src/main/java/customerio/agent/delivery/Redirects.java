package customerio.agent.delivery;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.net.URI;

/**
 * Where a redirect leads, if it may be followed: Customer.io sends accounts to the data centre they
 * live in. Method and body are kept, unlike most clients do.
 */
final class Redirects {
  static final int LIMIT = 3;

  /** What to do about a redirect. */
  sealed interface Turn permits Hop, Stop {}

  /**
   * @param server scheme, host and port
   * @param trusted the credential may be shown to it
   * @param into the region that is entered; null when it is the same one or nobody knows
   */
  record Hop(URI server, String target, boolean trusted, Region into) implements Turn {}

  /** Why it must not be followed. */
  enum Stop implements Turn {
    LEADS_NOWHERE,
    /** From https to http. */
    CLEAR_TEXT,
    /** From the EU to the US. */
    LEAVES_THE_EU
  }

  private final Servers servers;

  Redirects(Servers servers) {
    this.servers = servers;
  }

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 307 || status == 308;
  }

  /**
   * @param region where the request is at home
   * @param server where it was sent; may carry a path, which is ignored
   * @param location as Customer.io sent it; may be null
   */
  Turn turn(Api api, Region region, URI server, String target, String location) {
    URI goal = resolve(server, target, location);
    if (goal == null || goal.getHost() == null) {
      return Stop.LEADS_NOWHERE;
    }
    boolean encrypted = "https".equalsIgnoreCase(goal.getScheme());
    boolean plain = "http".equalsIgnoreCase(goal.getScheme());
    if (!encrypted && !plain) {
      return Stop.LEADS_NOWHERE;
    }
    if (plain && "https".equalsIgnoreCase(server.getScheme())) {
      return Stop.CLEAR_TEXT;
    }
    boolean sameServer = Servers.authority(goal).equals(Servers.authority(server));
    Region here = servers.regionOf(server);
    Region there = servers.regionOf(goal);
    if ((region == Region.EU || here == Region.EU) && there == Region.US && !sameServer) {
      return Stop.LEAVES_THE_EU;
    }
    // what the user has named as the place of these calls may see what these calls carry
    boolean trusted =
        sameServer
            || encrypted && Servers.isCustomerio(goal.getHost())
            || servers.isConfigured(api, goal);
    String path = goal.getRawPath().isEmpty() ? "/" : goal.getRawPath();
    String query = goal.getRawQuery() == null ? "" : '?' + goal.getRawQuery();
    return new Hop(
        URI.create(Servers.authority(goal)), path + query, trusted, there == here ? null : there);
  }

  private static URI resolve(URI server, String target, String location) {
    if (location == null) {
      return null;
    }
    try {
      URI given = URI.create(location.trim());
      return given.isAbsolute()
          ? given
          : URI.create(Servers.authority(server) + target).resolve(given);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
