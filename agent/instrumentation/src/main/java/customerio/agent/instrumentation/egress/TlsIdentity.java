package customerio.agent.instrumentation.egress;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whom a TLS client trusts, and as whom it shows itself.
 *
 * @param own the certificates it can show; empty for none
 */
record TlsIdentity(Set<X509Certificate> trusted, Set<X509Certificate> own) {
  private static final String JDK = "sun.security.ssl.";

  /** Of all kinds of keys that the JDK's TLS looks for. */
  private static final String[] KEY_TYPES = {
    "RSA", "RSASSA-PSS", "EC", "EdDSA", "Ed25519", "Ed448", "DSA"
  };

  /**
   * @return null when it cannot be told: it is not made of the JDK's own parts, or those cannot be
   *     looked into
   */
  static TlsIdentity of(SSLSocketFactory factory) {
    if (!factory.getClass().getName().equals(JDK + "SSLSocketFactoryImpl")) {
      return null;
    }
    Object context = JdkInternals.read(factory, "context");
    Object trust = JdkInternals.read(context, "trustManager");
    Object keys = JdkInternals.read(context, "keyManager");
    if (!(trust instanceof X509TrustManager trustManager)
        || !trust.getClass().getName().equals(JDK + "X509TrustManagerImpl")
        || !JdkInternals.isNull(trust, "pkixParams") // revocation, policies and the like
        || !(keys instanceof X509KeyManager keyManager)
        || !keys.getClass().getName().startsWith(JDK)) {
      return null;
    }
    return new TlsIdentity(
        new HashSet<>(Arrays.asList(trustManager.getAcceptedIssuers())), certificates(keyManager));
  }

  private static Set<X509Certificate> certificates(X509KeyManager keys) {
    Set<X509Certificate> certificates = new HashSet<>();
    for (String type : KEY_TYPES) {
      String[] aliases = keys.getClientAliases(type, null);
      for (String alias : aliases == null ? new String[0] : aliases) {
        X509Certificate[] chain = keys.getCertificateChain(alias);
        if (chain != null && chain.length > 0) {
          certificates.add(chain[0]);
        }
      }
    }
    return certificates;
  }

  /**
   * Whether a server that takes this one takes the other as well, and the other way round. Who
   * shows no certificate gets on with servers that ask for none; there the other one's stays
   * unasked for, too.
   */
  boolean isServedBy(TlsIdentity other) {
    return trusted.equals(other.trusted) && (own.isEmpty() || own.equals(other.own));
  }
}
