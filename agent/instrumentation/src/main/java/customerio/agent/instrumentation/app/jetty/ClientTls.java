package customerio.agent.instrumentation.app.jetty;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.egress.JvmTls;
import customerio.agent.instrumentation.egress.TlsParameters;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What a client asks of an encrypted connection. */
final class ClientTls {
  /** Never started: it only has what a client has that was told nothing. */
  private static final SslContextFactory.Client UNTOLD = new SslContextFactory.Client();

  private ClientTls() {}

  /**
   * @param client started, else it has no context yet
   * @return null when it is our transport's way
   */
  static OwnWay ownWay(HttpClient client) {
    SslContextFactory.Client tls = client.getSslContextFactory();
    if (tls == null || tls.getClass() != SslContextFactory.Client.class) {
      return OwnWay.UNKNOWN; // another class may make its engines in another way
    }
    if (tls.isTrustAll()) {
      return OwnWay.TLS; // which also turns the verification of names off
    }
    if (!"HTTPS".equals(tls.getEndpointIdentificationAlgorithm())
        || tls.getHostnameVerifier() != null) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    if (!asksForTheUsual(tls)) {
      return OwnWay.TLS_PARAMETERS;
    }
    return JvmTls.isSame(client, system -> isSame(tls, system)) ? null : OwnWay.TLS;
  }

  private static boolean asksForTheUsual(SslContextFactory.Client tls) {
    return Arrays.equals(tls.getIncludeProtocols(), UNTOLD.getIncludeProtocols())
        && Arrays.equals(tls.getExcludeProtocols(), UNTOLD.getExcludeProtocols())
        && Arrays.equals(tls.getIncludeCipherSuites(), UNTOLD.getIncludeCipherSuites())
        && Arrays.equals(tls.getExcludeCipherSuites(), UNTOLD.getExcludeCipherSuites());
  }

  private static boolean isSame(SslContextFactory.Client tls, SSLContext system) {
    return TlsParameters.areSame(tls.getSslContext(), system.getDefaultSSLParameters(), system);
  }
}
