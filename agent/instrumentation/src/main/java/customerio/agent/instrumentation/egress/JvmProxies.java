package customerio.agent.instrumentation.egress;

import customerio.agent.capture.OwnWay;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Compares a client's way through proxies with the JVM's, which is the one of our transport. */
public final class JvmProxies {

  /** A proxy as far as it matters; whether its name is resolved already does not. */
  private record Hop(Proxy.Type type, String host, int port) {
    static final Hop DIRECT = new Hop(Proxy.Type.DIRECT, "", 0);

    static Hop of(Proxy proxy) {
      if (!(proxy.address() instanceof InetSocketAddress address)) {
        return DIRECT;
      }
      return new Hop(
          proxy.type(), address.getHostString().toLowerCase(Locale.ROOT), address.getPort());
    }
  }

  private final List<Hop> jvm;
  private final List<Hop> client;

  private JvmProxies(List<Hop> jvm, List<Hop> client) {
    this.jvm = jvm;
    this.client = client;
  }

  /**
   * The client asks a selector.
   *
   * @param own null when it has none; then it does as the JVM does
   */
  public static JvmProxies against(ProxySelector own, URI uri) {
    ProxySelector system = ProxySelector.getDefault();
    List<Hop> jvm = hops(system, uri);
    return new JvmProxies(jvm, own == null || own == system ? jvm : hops(own, uri));
  }

  /** The client does as the JVM does. */
  public static JvmProxies ofTheJvm(URI uri) {
    return against((ProxySelector) null, uri);
  }

  /** The client has this one proxy for all, or {@link Proxy#NO_PROXY}. */
  public static JvmProxies against(Proxy own, URI uri) {
    return new JvmProxies(hops(ProxySelector.getDefault(), uri), List.of(Hop.of(own)));
  }

  private static List<Hop> hops(ProxySelector selector, URI uri) {
    List<Proxy> proxies = selector == null ? null : selector.select(uri);
    return proxies == null || proxies.isEmpty()
        ? List.of(Hop.DIRECT)
        : proxies.stream().map(Hop::of).toList();
  }

  public boolean differ() {
    return !jvm.equals(client);
  }

  /** The JVM's sockets go through a SOCKS proxy. */
  public boolean includeSocks() {
    return jvm.stream().anyMatch(hop -> hop.type == Proxy.Type.SOCKS);
  }

  /**
   * What the client's proxies and its credentials for them amount to.
   *
   * @param ownCredentials it has some that are not those of {@link Authenticator#getDefault()}
   * @return null when our transport goes the same way
   */
  public OwnWay ownWay(boolean ownCredentials) {
    if (differ()) {
      return OwnWay.PROXY;
    }
    return ownCredentials && !jvm.get(0).equals(Hop.DIRECT) ? OwnWay.PROXY_CREDENTIALS : null;
  }

  /**
   * @param own null for none
   */
  public static boolean isOwn(Authenticator own) {
    return own != null && own != Authenticator.getDefault();
  }
}
