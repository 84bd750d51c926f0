package customerio.agent.management.port;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Lets through what only looks, and what was meant for this server.
 *
 * <p>A page of the web can give its own name the address 127.0.0.1 and then read what is served
 * there with the browser of whoever visits it (DNS rebinding); its name is in the header {@code
 * Host}. Who binds another address has opened the port to a network, where names are not known.
 */
final class GuardedSite implements Site {
  private final Site site;
  private final Set<String> hosts;

  private GuardedSite(Site site, Set<String> hosts) {
    this.site = site;
    this.hosts = hosts;
  }

  /**
   * @param bind as the user wrote it
   * @param bound what it means
   */
  static Site of(Site site, String bind, InetAddress bound) {
    return new GuardedSite(site, bound.isLoopbackAddress() ? names(bind, bound) : Set.of());
  }

  @Override
  public Answer answer(Request request) {
    if (!hosts.isEmpty() && !isKnown(request.host())) {
      return Answer.plain(403, "This is served to localhost alone, see health.bind.");
    }
    if (!request.method().equals("GET") && !request.isHead()) {
      return Answer.plain(405, "There is nothing here but to look at.").with("Allow", "GET, HEAD");
    }
    return site.answer(request);
  }

  /** HTTP/1.0 needs no such header, and no browser speaks it. */
  private boolean isKnown(String host) {
    return host == null || hosts.contains(name(host));
  }

  private static Set<String> names(String bind, InetAddress bound) {
    Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(bound.getHostAddress());
    names.add(name(bind));
    return names;
  }

  private static String name(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
