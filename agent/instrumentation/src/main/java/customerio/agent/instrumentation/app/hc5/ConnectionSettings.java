package customerio.agent.instrumentation.app.hc5;

import customerio.agent.instrumentation.app.PrivateFields;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.function.Resolver;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * What a client's connections begin with, which no request shows. The fields have kept their names
 * from 5.1 to 5.6, but for those of the pools, which became resolvers in 5.2.
 */
final class ConnectionSettings {

  private ConnectionSettings() {}

  /**
   * How long a connection waits for the next bytes when the request says nothing of it.
   *
   * @param runtime one of the client's own
   * @return null when nothing is said; zero, as with a socket, is without end
   */
  static Timeout socketTimeout(Object runtime, HttpRoute route) {
    Object connections = PrivateFields.read(runtime, "manager");
    Object config = resolved(PrivateFields.read(connections, "connectionConfigResolver"), route);
    if (config == null) {
      config = PrivateFields.read(connections, "connectionConfig");
    }
    if (PrivateFields.read(config, "socketTimeout") instanceof Timeout timeout) {
      return timeout; // set when the connection is there, whatever its socket has begun with
    }
    ConnectionInitiator reactor = Hc5Internals.reactor(runtime);
    if (reactor != null) {
      IOReactorConfig ofReactor = reactor(reactor);
      return ofReactor == null ? null : ofReactor.getSoTimeout();
    }
    SocketConfig ofSockets = sockets(runtime, route);
    return ofSockets == null ? null : ofSockets.getSoTimeout();
  }

  /**
   * Of the classic client.
   *
   * @return null when there is none, or it is not found
   */
  static SocketConfig sockets(Object runtime, HttpRoute route) {
    Object connections = PrivateFields.read(runtime, "manager");
    Object config = resolved(PrivateFields.read(connections, "socketConfigResolver"), route);
    for (String name : new String[] {"defaultSocketConfig", "socketConfig"}) {
      config = config == null ? PrivateFields.read(connections, name) : config;
    }
    return config instanceof SocketConfig sockets ? sockets : null;
  }

  /** Null when it is not found. */
  static IOReactorConfig reactor(ConnectionInitiator reactor) {
    // all have one configuration
    return PrivateFields.read(reactor, "workers") instanceof Object[] workers
            && workers.length > 0
            && PrivateFields.read(workers[0], "reactorConfig") instanceof IOReactorConfig config
        ? config
        : null;
  }

  @SuppressWarnings("unchecked") // as the managers declare them
  private static Object resolved(Object resolver, HttpRoute route) {
    return resolver == null ? null : ((Resolver<HttpRoute, ?>) resolver).resolve(route);
  }
}
