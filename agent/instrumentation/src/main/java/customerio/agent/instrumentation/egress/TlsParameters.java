package customerio.agent.instrumentation.egress;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;

/** Compares what a client asks of each connection. */
public final class TlsParameters {
  /** The JDK's client never asks for them by itself, other clients may. */
  private static final Set<String> OLD = Set.of("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1");

  private TlsParameters() {}

  /**
   * @param context the client's own
   * @param parameters the client's own
   * @param system the default context
   */
  public static boolean areSame(SSLContext context, SSLParameters parameters, SSLContext system) {
    SSLSocketFactory factory = context.getSocketFactory();
    return (context == system || JvmTls.isSame(factory, system))
        && areSame(parameters, system.getDefaultSSLParameters());
  }

  /**
   * @param versions of TLS, that a client has named
   * @param system the default context
   */
  public static boolean areProtocols(String[] versions, SSLContext system) {
    return protocolsAreSame(versions, system.getDefaultSSLParameters().getProtocols());
  }

  private static boolean areSame(SSLParameters own, SSLParameters jvm) {
    return protocolsAreSame(own.getProtocols(), jvm.getProtocols())
        && Arrays.equals(own.getCipherSuites(), jvm.getCipherSuites())
        && Objects.equals(own.getServerNames(), jvm.getServerNames())
        && own.getSNIMatchers() == null
        && own.getAlgorithmConstraints() == jvm.getAlgorithmConstraints();
  }

  private static boolean protocolsAreSame(String[] own, String[] jvm) {
    Set<String> asked = new HashSet<>(Arrays.asList(own));
    Set<String> ours = new HashSet<>(List.of(jvm));
    if (asked.equals(ours)) {
      return true;
    }
    ours.removeAll(OLD);
    return asked.equals(ours);
  }
}
