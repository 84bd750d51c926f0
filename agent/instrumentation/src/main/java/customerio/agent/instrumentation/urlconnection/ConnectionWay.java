package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.egress.JvmProxies;
import customerio.agent.instrumentation.egress.JvmTls;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import javax.net.ssl.HttpsURLConnection;

/** How a connection would reach its server. */
final class ConnectionWay {
  private static final Seam SEAM = Seam.of("urlconnection");

  private ConnectionWay() {}

  /** Whether the original has to run, as it goes another way or nobody can tell. */
  static boolean leaves(
      HttpURLConnection connection,
      Proxy proxy,
      Authenticator authenticator,
      RequestHeaders headers) {
    CallTaker taker = SEAM.taker();
    if (taker == null) {
      return false;
    }
    try {
      OwnWay way = of(connection, proxy, authenticator, headers);
      return way != null && taker.leaves("HttpURLConnection", way);
    } catch (Exception | LinkageError fault) { // of a selector of the application's, for example
      taker.suppressed("urlconnection", fault);
      return true;
    }
  }

  /**
   * @param proxy the application's own; null when the JDK chooses one
   * @param authenticator the application's own, or null
   * @return null when it is our transport's way
   */
  private static OwnWay of(
      HttpURLConnection connection,
      Proxy proxy,
      Authenticator authenticator,
      RequestHeaders headers)
      throws URISyntaxException {
    OwnWay byProxy = proxy(connection, proxy, authenticator, headers);
    if (byProxy != null || !(connection instanceof HttpsURLConnection https)) {
      return byProxy;
    }
    if (!JvmTls.isStrict(https.getHostnameVerifier())) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    return JvmTls.isSame(https.getSSLSocketFactory()) ? null : OwnWay.TLS;
  }

  private static OwnWay proxy(
      HttpURLConnection connection,
      Proxy proxy,
      Authenticator authenticator,
      RequestHeaders headers)
      throws URISyntaxException {
    boolean credentials =
        JvmProxies.isOwn(authenticator) || headers.contains("Proxy-Authorization");
    if (proxy == null && !credentials) {
      return null;
    }
    // of the place only: a selector decides by that, and a path may hold what no URI does
    URI place =
        new URI(
            connection.getURL().getProtocol(),
            null,
            connection.getURL().getHost(),
            connection.getURL().getPort(),
            "/",
            null,
            null);
    return (proxy == null ? JvmProxies.ofTheJvm(place) : JvmProxies.against(proxy, place))
        .ownWay(credentials);
  }
}
