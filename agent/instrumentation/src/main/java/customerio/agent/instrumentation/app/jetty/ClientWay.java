package customerio.agent.instrumentation.app.jetty;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import org.eclipse.jetty.client.HttpClient;

/**
 * How a client would reach a server. What the bridge cannot give up comes first, see {@link
 * LoopbackBridge#leaves}.
 */
final class ClientWay {
  /** It asks the JVM's name service, on a thread of the client's. */
  private static final String DEFAULT_RESOLVER =
      "org.eclipse.jetty.util.SocketAddressResolver$Async";

  private ClientWay() {}

  /**
   * @return null when it is our transport's way
   */
  static OwnWay of(HttpClient client, Target target) {
    // one that leaves this server out may still want what goes to the bridge
    if (!client.getProxyConfiguration().getProxies().isEmpty()
        || !LoopbackBridge.isDirect(target)) {
      return OwnWay.PROXY;
    }
    if (client.getBindAddress() != null) {
      return OwnWay.SOCKETS;
    }
    if (!client.getSocketAddressResolver().getClass().getName().equals(DEFAULT_RESOLVER)) {
      return OwnWay.DNS;
    }
    return target.isSecure() ? ClientTls.ownWay(client) : null;
  }
}
