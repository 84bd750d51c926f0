package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.app.PrivateFields;
import customerio.agent.instrumentation.egress.JvmTls;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;

/** What a client asks of TLS, compared with the JVM. */
final class ClientTls {
  /** Others may do anything. Jersey's differs in the server name it asks for, if told to. */
  private static final Set<String> KNOWN =
      Set.of(
          "org.apache.http.conn.ssl.SSLConnectionSocketFactory",
          "org.glassfish.jersey.apache.connector.ApacheConnector$SniSSLConnectionSocketFactory");

  private ClientTls() {}

  /**
   * @param sockets who makes the client's connections secure; may be null
   * @return null when it is our transport's way
   */
  static OwnWay of(Object sockets) {
    if (sockets == null
        || !KNOWN.contains(sockets.getClass().getName())
        || !(PrivateFields.read(sockets, "socketfactory") instanceof SSLSocketFactory factory)
        || !(PrivateFields.read(sockets, "hostnameVerifier")
            instanceof HostnameVerifier verifier)) {
      return OwnWay.UNKNOWN;
    }
    if (PrivateFields.read(sockets, "supportedProtocols") != null
        || PrivateFields.read(sockets, "supportedCipherSuites") != null) {
      return OwnWay.TLS_PARAMETERS;
    }
    if (!JvmTls.isStrict(verifier)) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    return JvmTls.isSame(factory) ? null : OwnWay.TLS;
  }
}
