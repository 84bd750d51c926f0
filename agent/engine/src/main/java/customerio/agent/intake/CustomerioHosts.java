package customerio.agent.intake;

import customerio.agent.config.ExtraHost;
import customerio.agent.config.HostRole;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which hosts are Customer.io's. Every HTTP call of the application asks, so a foreign host is
 * turned away after a look at its length and last letters.
 */
public final class CustomerioHosts {
  private static final String DOMAIN = ".customer.io";

  private final List<KnownHost> extra;

  public CustomerioHosts(List<ExtraHost> extraHosts) {
    // a gateway can serve several APIs: the longest prefix is the most precise
    extra =
        extraHosts.stream()
            .sorted(Comparator.comparing(host -> -host.pathPrefix().length()))
            .map(KnownHost::of)
            .toList();
  }

  /**
   * Allocates nothing.
   *
   * @param port -1 = the scheme's default
   */
  public boolean contain(String scheme, String host, int port, String rawPath) {
    return place(scheme, host, port, rawPath) != null;
  }

  /** The place of a URL, or null when it is none of Customer.io's. */
  Place place(String scheme, String host, int port, String rawPath) {
    if (host == null) {
      return null;
    }
    int length = host.endsWith(".") ? host.length() - 1 : host.length();
    if (endsWithDomain(host, length)
        && "https".equalsIgnoreCase(scheme)
        && (port == -1 || port == 443)) {
      for (KnownHost known : KnownHost.REAL) {
        if (known.named(host, length)) {
          return known.place;
        }
      }
    }
    for (KnownHost known : extra) {
      if (known.named(host, length)
          && known.reachedBy(scheme, port)
          && known.place.ownPath(rawPath) != null) {
        return known.place;
      }
    }
    return null;
  }

  private static boolean endsWithDomain(String host, int length) {
    return length > DOMAIN.length()
        && host.regionMatches(true, length - DOMAIN.length(), DOMAIN, 0, DOMAIN.length());
  }

  private record KnownHost(String scheme, String host, int port, Place place) {
    static final List<KnownHost> REAL = real();

    static KnownHost of(ExtraHost host) {
      return new KnownHost(
          host.scheme(), bare(host.host()), host.port(), place(host.role(), host.pathPrefix()));
    }

    /** Some clients show an IPv6 address in brackets, some do not. */
    boolean named(String other, int length) {
      int from = other.startsWith("[") && other.endsWith("]") ? 1 : 0;
      return length - 2 * from == host.length()
          && host.regionMatches(true, 0, other, from, host.length());
    }

    private static String bare(String host) {
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean reachedBy(String otherScheme, int otherPort) {
      if (scheme != null && !scheme.equalsIgnoreCase(otherScheme)) {
        return false;
      }
      return effective(port, scheme == null ? otherScheme : scheme)
          == effective(otherPort, otherScheme);
    }

    private static int effective(int port, String scheme) {
      return port != -1 ? port : "https".equalsIgnoreCase(scheme) ? 443 : 80;
    }

    private static List<KnownHost> real() {
      List<KnownHost> hosts = new ArrayList<>();
      for (HostRole role : HostRole.values()) {
        hosts.add(new KnownHost("https", role.host(), -1, place(role, "")));
      }
      return List.copyOf(hosts);
    }

    private static Place place(HostRole role, String prefix) {
      return switch (role) {
        case TRACK_US -> new Place(Api.TRACK, Region.US, prefix);
        case TRACK_EU -> new Place(Api.TRACK, Region.EU, prefix);
        case PIPELINES_US -> new Place(Api.PIPELINES, Region.US, prefix);
        case PIPELINES_EU -> new Place(Api.PIPELINES, Region.EU, prefix);
        case APP_US -> new Place(Api.APP, Region.US, prefix);
        case APP_EU -> new Place(Api.APP, Region.EU, prefix);
      };
    }
  }
}
