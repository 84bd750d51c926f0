package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.app.PrivateFields;
import customerio.agent.instrumentation.egress.JvmTls;
import customerio.agent.instrumentation.egress.TlsParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.http.config.Lookup;

/** What a client asks of TLS, compared with the JVM. */
final class ClientTls {

  /** Who makes a connection secure: the blocking client's up to 5.3, from 5.4, the asynchronous. */
  private static final String[] STRATEGIES = {
    "socketFactoryRegistry", "tlsSocketStrategyLookup", "tlsStrategyLookup"
  };

  private ClientTls() {}

  /**
   * @param operator of the client's connections
   * @return null when it is our transport's way
   */
  static OwnWay of(Object operator) {
    Object strategy = strategy(operator);
    SSLSocketFactory factory = factory(strategy);
    if (factory == null) {
      return OwnWay.UNKNOWN;
    }
    if (!speaksAsTheJvm(strategy)) {
      return OwnWay.TLS_PARAMETERS;
    }
    if (!isStrict(strategy)) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    return JvmTls.isSame(factory) ? null : OwnWay.TLS;
  }

  /** Ktor's engine names the versions of TLS that are the JDK's own. */
  private static boolean speaksAsTheJvm(Object strategy) {
    if (PrivateFields.read(strategy, "supportedCipherSuites") != null) {
      return false;
    }
    Object versions = PrivateFields.read(strategy, "supportedProtocols");
    return versions == null
        || versions instanceof String[] named
            && JvmTls.isSame(strategy, system -> TlsParameters.areProtocols(named, system));
  }

  private static Object strategy(Object operator) {
    for (String field : STRATEGIES) {
      if (PrivateFields.read(operator, field) instanceof Lookup<?> lookup) {
        return lookup.lookup("https");
      }
    }
    return null;
  }

  private static SSLSocketFactory factory(Object strategy) {
    if (PrivateFields.read(strategy, "sslContext") instanceof SSLContext context) {
      return context.getSocketFactory();
    }
    return PrivateFields.read(strategy, "socketFactory") instanceof SSLSocketFactory factory
        ? factory
        : null;
  }

  /** By the client, or from 5.4 on by the JDK alone: also where both are asked and one is there. */
  private static boolean isStrict(Object strategy) {
    String policy = String.valueOf(PrivateFields.read(strategy, "hostnameVerificationPolicy"));
    Object verifier = PrivateFields.read(strategy, "hostnameVerifier");
    return policy.equals("BUILTIN")
        || policy.equals("BOTH") && verifier == null
        || verifier != null && verifier.getClass() == DefaultHostnameVerifier.class;
  }
}
