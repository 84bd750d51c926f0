package customerio.agent.delivery;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.net.URI;
import java.util.Locale;

/** Which servers are Customer.io's, by name or because the user has named them as such. */
final class Servers {
  private final BaseUrls baseUrls;

  Servers(BaseUrls baseUrls) {
    this.baseUrls = baseUrls;
  }

  /** Scheme, host and port, in one spelling. */
  static String authority(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ':' + port;
  }

  /** Whether calls of this API are sent there anyway. */
  boolean isConfigured(Api api, URI server) {
    return isBase(api, Region.US, server) || isBase(api, Region.EU, server);
  }

  /** Null when nobody knows, as for a gateway that stands for both. */
  Region regionOf(URI server) {
    boolean us = isBase(Region.US, server);
    boolean eu = isBase(Region.EU, server);
    if (us || eu) {
      return us && eu ? null : us ? Region.US : Region.EU;
    }
    String host = server.getHost().toLowerCase(Locale.ROOT);
    if (!isCustomerio(host)) {
      return null;
    }
    // Customer.io's hosts name the EU; all others of it are in the US
    return host.contains("-eu.") ? Region.EU : Region.US;
  }

  static boolean isCustomerio(String host) {
    return host.toLowerCase(Locale.ROOT).endsWith(".customer.io");
  }

  private boolean isBase(Region region, URI server) {
    for (Api api : Api.values()) {
      if (isBase(api, region, server)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBase(Api api, Region region, URI server) {
    return authority(baseUrls.of(api, region)).equals(authority(server));
  }
}
