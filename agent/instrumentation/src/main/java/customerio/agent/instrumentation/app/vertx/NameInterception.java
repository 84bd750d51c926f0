package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.vertx.core.net.SocketAddress;

/**
 * In 4.3 and 4.4: {@code doRequest(HttpMethod, SocketAddress peer, SocketAddress server, …)}, where
 * the server is no more than a name in the message of a timeout; later versions ask the connection.
 */
public final class NameInterception implements Interceptor {
  private static final int PEER = 1;
  private static final int SERVER = 2;

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    if (!(arguments[SERVER] instanceof SocketAddress server)
        || !BridgedConnection.isToTheBridge(server)) {
      return Outcome.ORIGINAL;
    }
    Object[] changed = arguments.clone();
    changed[SERVER] = arguments[PEER];
    return new Outcome.OriginalWith(changed);
  }
}
