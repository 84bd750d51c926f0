package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.egress.JvmProxies;
import customerio.agent.instrumentation.egress.JvmTls;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Authenticator;
import okhttp3.CertificatePinner;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** How a client would reach the server of a request. */
final class ClientWay {
  /** From 4.3 on; asks {@link java.net.Authenticator#getDefault()}, as our transport does. */
  private static final String OF_THE_JVM = "okhttp3.internal.authenticator.JavaNetAuthenticator";

  private ClientWay() {}

  /**
   * @return null when it is our transport's way
   */
  static OwnWay of(OkHttpClient client, Request request) {
    if (client.dns() != Dns.SYSTEM) {
      return OwnWay.DNS;
    }
    if (client.socketFactory() != SocketFactory.getDefault()) {
      return OwnWay.SOCKETS;
    }
    HttpUrl url = request.url();
    OwnWay byProxy = proxy(client, url, request);
    return byProxy == null && url.isHttps() ? tls(client, url.host()) : byProxy;
  }

  private static OwnWay proxy(OkHttpClient client, HttpUrl url, Request request) {
    Authenticator authenticator = client.proxyAuthenticator();
    boolean credentials =
        authenticator != Authenticator.NONE
                && !authenticator.getClass().getName().equals(OF_THE_JVM)
            || request.header("Proxy-Authorization") != null;
    JvmProxies proxies =
        client.proxy() == null
            ? JvmProxies.against(client.proxySelector(), url.uri())
            : JvmProxies.against(client.proxy(), url.uri());
    return proxies.ownWay(credentials);
  }

  private static OwnWay tls(OkHttpClient client, String host) {
    if (pins(client.certificatePinner(), host)) {
      return OwnWay.CERTIFICATE_PINS;
    }
    if (!JvmTls.isStrict(client.hostnameVerifier())) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    List<ConnectionSpec> specs =
        client.connectionSpecs().stream().filter(ConnectionSpec::isTls).toList();
    if (!specs.equals(List.of(ConnectionSpec.MODERN_TLS))) {
      return OwnWay.TLS_PARAMETERS;
    }
    return JvmTls.isSame(client.sslSocketFactory()) ? null : OwnWay.TLS;
  }

  /** Without pins for a host it accepts every chain of certificates, also an empty one. */
  private static boolean pins(CertificatePinner pinner, String host) {
    try {
      pinner.check(host, List.of());
      return false;
    } catch (SSLPeerUnverifiedException | RuntimeException e) {
      return true;
    }
  }
}
