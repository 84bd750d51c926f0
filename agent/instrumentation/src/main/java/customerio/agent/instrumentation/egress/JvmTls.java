package customerio.agent.instrumentation.egress;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Compares a client's TLS with the JVM's default context, which is the one of our transport. Only
 * for clients that are about to use TLS, as that context is made by who asks first. Thread-safe.
 */
public final class JvmTls {
  /** The JDK's rule, OkHttp's, and Apache HttpClient 4's of before and since 4.4. */
  private static final Set<String> STRICT_VERIFIERS =
      Set.of(
          "javax.net.ssl.HttpsURLConnection$DefaultHostnameVerifier",
          "okhttp3.internal.tls.OkHostnameVerifier",
          "org.apache.http.conn.ssl.BrowserCompatHostnameVerifier",
          "org.apache.http.conn.ssl.StrictHostnameVerifier",
          "org.apache.http.conn.ssl.DefaultHostnameVerifier");

  /**
   * What was found out while this was the default context; comparing takes far longer than a call
   * may.
   *
   * @param identity null when it cannot be told
   * @param byPart what was compared: a socket factory, or a client
   */
  private record Findings(SSLContext context, TlsIdentity identity, Map<Object, Boolean> byPart) {}

  private static volatile Findings findings;

  private JvmTls() {}

  /**
   * Whether whoever accepts this one accepts our transport, and is accepted by it.
   *
   * @param factory null = cannot be told
   */
  public static boolean isSame(SSLSocketFactory factory) {
    return factory != null && isSame(factory, system -> isSame(factory, system));
  }

  /**
   * The same for more than one part of a client.
   *
   * @param client remembered weakly, by {@code equals}
   * @param compare asked once for each default context, or more often at the same time
   */
  public static boolean isSame(Object client, Function<SSLContext, Boolean> compare) {
    Findings now = findings();
    if (now == null) {
      return false;
    }
    Boolean known;
    synchronized (now.byPart) {
      known = now.byPart.get(client);
    }
    if (known == null) {
      // outside: trust managers of applications are asked, which may wait for anything
      known = compare.apply(now.context);
      synchronized (now.byPart) {
        now.byPart.put(client, known);
      }
    }
    return known;
  }

  /**
   * @param system the default context
   */
  static boolean isSame(SSLSocketFactory factory, SSLContext system) {
    Object spi = JdkInternals.read(factory, "context");
    if (spi == null) {
      // another provider's; what it makes by default is the same as long as nobody has replaced it
      return factory == SSLSocketFactory.getDefault() && system.getProtocol().equals("Default");
    }
    if (spi == JdkInternals.read(system.getSocketFactory(), "context")) {
      return true; // also where it is made of an application's own parts
    }
    TlsIdentity jvm = findings().identity;
    TlsIdentity own = jvm == null ? null : TlsIdentity.of(factory);
    return own != null && own.isServedBy(jvm);
  }

  /** Whether it accepts the names in a certificate, and nothing else. */
  public static boolean isStrict(HostnameVerifier verifier) {
    return verifier != null && STRICT_VERIFIERS.contains(verifier.getClass().getName());
  }

  /** Null when our transport has no TLS at all. */
  private static Findings findings() {
    SSLContext system;
    try {
      system = SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
    Findings now = findings;
    if (now == null || now.context != system) {
      now = new Findings(system, TlsIdentity.of(system.getSocketFactory()), new WeakHashMap<>());
      findings = now;
    }
    return now;
  }
}
