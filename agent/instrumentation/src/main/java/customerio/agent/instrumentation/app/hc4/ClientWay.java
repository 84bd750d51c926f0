package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.app.PrivateFields;
import customerio.agent.instrumentation.egress.JvmProxies;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.Lookup;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.impl.client.SystemDefaultCredentialsProvider;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * How a client would reach the server of a request. The proxy is in the route; the rest is in the
 * connection manager, which shows nothing of it and is looked into, through fields that have kept
 * their names from 4.3 to 4.5.
 */
final class ClientWay {
  /** An application's context may bring socket factories that come before the client's. */
  private static final String REGISTRY_OF_CONTEXT = "http.socket-factory-registry";

  private ClientWay() {}

  /**
   * @param connections the client's own manager
   * @return null when it is our transport's way
   */
  static OwnWay of(
      Object connections, HttpRoute route, HttpRequest request, HttpClientContext context) {
    Object operator = PrivateFields.read(connections, "connectionOperator");
    Object registry = context.getAttribute(REGISTRY_OF_CONTEXT);
    if (registry == null) {
      registry = PrivateFields.read(operator, "socketFactoryRegistry");
    }
    if (operator == null || !(registry instanceof Lookup<?> sockets)) {
      return OwnWay.UNKNOWN; // a manager of the application's own
    }
    if (PrivateFields.read(operator, "dnsResolver") != SystemDefaultDnsResolver.INSTANCE) {
      return OwnWay.DNS;
    }
    if (route.getLocalAddress() != null) {
      return OwnWay.SOCKETS;
    }
    boolean isSecure = route.getTargetHost().getSchemeName().equals("https");
    boolean isPlainAtFirst = !isSecure || route.getProxyHost() != null;
    if (isPlainAtFirst && !isOfTheJvm(sockets.lookup("http"))) {
      return OwnWay.SOCKETS;
    }
    OwnWay byProxy = proxy(route, request, context);
    return byProxy == null && isSecure ? ClientTls.of(sockets.lookup("https")) : byProxy;
  }

  private static boolean isOfTheJvm(Object plain) {
    return plain != null && plain.getClass() == PlainConnectionSocketFactory.class;
  }

  private static OwnWay proxy(HttpRoute route, HttpRequest request, HttpClientContext context) {
    HttpHost proxy = route.getProxyHost();
    if (proxy != null && (route.getHopCount() > 2 || !proxy.getSchemeName().equals("http"))) {
      return OwnWay.PROXY; // a chain, or one spoken to over TLS: the JVM has no such thing
    }
    Proxy own =
        proxy == null
            ? Proxy.NO_PROXY
            : new Proxy(
                Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(
                    proxy.getHostName(), proxy.getPort() < 0 ? 80 : proxy.getPort()));
    return JvmProxies.against(own, URI.create(route.getTargetHost().toURI()))
        .ownWay(proxy != null && hasCredentials(proxy, request, context));
  }

  private static boolean hasCredentials(
      HttpHost proxy, HttpRequest request, HttpClientContext context) {
    CredentialsProvider provider = context.getCredentialsProvider();
    if (provider instanceof SystemDefaultCredentialsProvider) {
      // asks the JVM's Authenticator for all that it was not given itself
      provider = (CredentialsProvider) PrivateFields.read(provider, "internal");
    }
    return request.containsHeader("Proxy-Authorization")
        || provider != null
            && provider.getCredentials(new AuthScope(proxy.getHostName(), proxy.getPort())) != null;
  }
}
