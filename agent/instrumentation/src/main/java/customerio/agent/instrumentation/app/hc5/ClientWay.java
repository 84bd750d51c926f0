package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.app.PrivateFields;
import customerio.agent.instrumentation.egress.JvmProxies;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/**
 * How a client would reach the server of a request. The proxy is in the route; the rest is in the
 * connection manager, which shows nothing of it and is looked into, through fields that have kept
 * their names from 5.1 to 5.6.
 */
final class ClientWay {

  private ClientWay() {}

  /**
   * @param runtime one of the client's own
   * @return null when it is our transport's way
   */
  static OwnWay of(
      Object runtime, HttpRoute route, HttpRequest request, HttpClientContext context) {
    Object operator =
        PrivateFields.read(PrivateFields.read(runtime, "manager"), "connectionOperator");
    if (operator == null) {
      return OwnWay.UNKNOWN;
    }
    Object requester =
        PrivateFields.read(operator, "sessionRequester"); // the asynchronous client's
    Object names = PrivateFields.read(requester == null ? operator : requester, "dnsResolver");
    if (names != SystemDefaultDnsResolver.INSTANCE) {
      return OwnWay.DNS;
    }
    Object sockets = PrivateFields.read(operator, "detachedSocketFactory"); // from 5.4 on
    if (sockets != null && !sockets.getClass().getName().startsWith("org.apache.hc.")) {
      return OwnWay.SOCKETS;
    }
    if (route.getLocalAddress() != null) {
      return OwnWay.SOCKETS;
    }
    OwnWay bySocks = SocksProxy.of(runtime, route);
    OwnWay byProxy = bySocks == null ? proxy(route, request, context) : bySocks;
    boolean isSecure = route.getTargetHost().getSchemeName().equals("https");
    return byProxy == null && isSecure ? ClientTls.of(operator) : byProxy;
  }

  private static OwnWay proxy(HttpRoute route, HttpRequest request, HttpClientContext context) {
    HttpHost proxy = route.getProxyHost();
    Proxy own =
        proxy == null
            ? Proxy.NO_PROXY
            : new Proxy(
                Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(proxy.getHostName(), proxy.getPort()));
    return JvmProxies.against(own, URI.create(route.getTargetHost().toURI()))
        .ownWay(proxy != null && hasCredentials(proxy, request, context));
  }

  private static boolean hasCredentials(
      HttpHost proxy, HttpRequest request, HttpClientContext context) {
    CredentialsProvider provider = context.getCredentialsProvider();
    return request.containsHeader("Proxy-Authorization")
        || provider != null
            && !(provider instanceof SystemDefaultCredentialsProvider)
            && provider.getCredentials(new AuthScope(proxy), context) != null;
  }
}
