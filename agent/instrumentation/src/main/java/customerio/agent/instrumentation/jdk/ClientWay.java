package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.egress.JvmProxies;
import customerio.agent.instrumentation.egress.JvmTls;
import customerio.agent.instrumentation.egress.TlsParameters;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/**
 * How a client would reach the server of a request.
 *
 * <p>Not seen: {@code HttpClient.Builder.localAddress}, which no client tells; and a default proxy
 * selector that was replaced after the client was built.
 */
final class ClientWay {
  /** Not documented, and used: the name in a certificate does not matter. */
  private static final String ANY_NAME = "jdk.internal.httpclient.disableHostnameVerification";

  private ClientWay() {}

  /**
   * @return null when it is our transport's way
   */
  static OwnWay of(HttpClient client, HttpRequest request) {
    OwnWay byProxy = proxy(client, request);
    if (byProxy != null || !"https".equalsIgnoreCase(request.uri().getScheme())) {
      return byProxy;
    }
    if (isSet(ANY_NAME)) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    boolean same =
        JvmTls.isSame(
            client,
            system -> TlsParameters.areSame(client.sslContext(), client.sslParameters(), system));
    return same ? null : OwnWay.TLS;
  }

  private static OwnWay proxy(HttpClient client, HttpRequest request) {
    ProxySelector selector = client.proxy().orElse(null);
    Authenticator authenticator = client.authenticator().orElse(null);
    boolean credentials =
        JvmProxies.isOwn(authenticator)
            || request.headers().firstValue("Proxy-Authorization").isPresent();
    JvmProxies proxies = JvmProxies.against(selector, request.uri());
    // this client knows no SOCKS and goes past such a proxy, unlike the JVM's sockets
    return proxies.includeSocks() ? OwnWay.PROXY : proxies.ownWay(credentials);
  }

  private static boolean isSet(String property) {
    String value = System.getProperty(property);
    return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
  }
}
