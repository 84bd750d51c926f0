package customerio.agent.instrumentation.app.jetty;

import java.lang.module.ModuleDescriptor.Version;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Jetty;

/** Whether a client can speak with the bridge at all. */
final class BridgeFitness {
  private static final Version FIRST = Version.parse("12.0.20");
  private static final String HTTP_11 = "http/1.1";

  private BridgeFitness() {}

  /**
   * @param request asked for by the application, maybe in a version of its own
   * @param origin where it would go
   * @return null when nothing is against the bridge
   */
  static String reasonAgainst(Request request, Origin origin) {
    if (isTooOld(Jetty.VERSION)) {
      return "it is older than Jetty " + FIRST;
    }
    if (!speaksHttp11First(origin) || request.getVersion() != HttpVersion.HTTP_1_1) {
      return "it does not ask for HTTP/1.1 first";
    }
    return origin.getTransport() == Transport.TCP_IP ? null : "it has a transport of its own";
  }

  /**
   * Over the bridge, 12.0.0 and 12.0.8 take the answer that follows a {@code 100 Continue} for
   * nobody's ({@code HttpExchange} is null), and the next call of the connection never ends;
   * 12.0.20 does not.
   *
   * @param version of Jetty, as it says itself; of a build of its own it may be any text
   */
  static boolean isTooOld(String version) {
    try {
      return Version.parse(version).compareTo(FIRST) < 0;
    } catch (IllegalArgumentException unknown) {
      return true;
    }
  }

  private static boolean speaksHttp11First(Origin origin) {
    Origin.Protocol protocol = origin.getProtocol();
    return protocol != null
        && !protocol.getProtocols().isEmpty()
        && protocol.getProtocols().get(0).equals(HTTP_11);
  }
}
