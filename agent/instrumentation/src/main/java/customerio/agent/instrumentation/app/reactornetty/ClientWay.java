package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.netty.http.client.HttpClientConfig;

/**
 * How a client would reach a server. What the bridge cannot give up comes first, see {@link
 * LoopbackBridge#leaves}.
 */
final class ClientWay {

  private ClientWay() {}

  /**
   * @return null when it is our transport's way
   */
  static OwnWay of(HttpClientConfig config, Target target, Internals internals)
      throws ReflectiveOperationException {
    if (internals.hasProxy(config) || !LoopbackBridge.isDirect(target)) {
      return OwnWay.PROXY; // before the resolver, which a proxy replaces
    }
    if (config.bindAddress() != null) {
      return OwnWay.SOCKETS;
    }
    if (config.resolver() != null && config.resolver() != DefaultAddressResolverGroup.INSTANCE) {
      return OwnWay.DNS;
    }
    return target.isSecure() && !internals.isTlsUntouched(config) ? OwnWay.TLS : null;
  }
}
