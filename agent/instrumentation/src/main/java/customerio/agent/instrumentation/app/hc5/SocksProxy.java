package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.OwnWay;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * A SOCKS proxy of a client's own is in no route: its sockets have it, those of the asynchronous
 * client from the reactor.
 */
final class SocksProxy {

  private SocksProxy() {}

  /**
   * @return null when there is none
   */
  static OwnWay of(Object runtime, HttpRoute route) {
    ConnectionInitiator reactor = Hc5Internals.reactor(runtime);
    if (reactor != null) {
      IOReactorConfig config = ConnectionSettings.reactor(reactor);
      return config == null ? OwnWay.UNKNOWN : of(config.getSocksProxyAddress());
    }
    SocketConfig sockets = ConnectionSettings.sockets(runtime, route);
    return sockets == null ? null : of(sockets.getSocksProxyAddress());
  }

  private static OwnWay of(Object address) {
    return address == null ? null : OwnWay.PROXY;
  }
}
