package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/**
 * In 4: {@code connectInternal(ProxyOptions, SocketAddress remote, SocketAddress peer, String,
 * boolean ssl, boolean alpn, …, Promise, ContextInternal, int)}.
 */
public final class ConnectInterception implements Interceptor {
  private static final int REMOTE = 1;
  private static final int PEER = 2;
  private static final int SSL = 4;
  private static final int ALPN = 5;
  private static final int PROMISE_FROM_THE_END = 3;

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    if (!(arguments[REMOTE] instanceof SocketAddress remote)
        || !BridgedConnection.isToTheBridge(remote)) {
      return Outcome.ORIGINAL;
    }
    int promise = arguments.length - PROMISE_FROM_THE_END;
    @SuppressWarnings("unchecked") // as it is declared
    Promise<NetSocket> asked = (Promise<NetSocket>) arguments[promise];
    Object[] changed = arguments.clone();
    changed[SSL] = false;
    changed[ALPN] = false;
    changed[promise] = BridgedConnection.namedAs((SocketAddress) arguments[PEER], asked);
    return new Outcome.OriginalWith(changed);
  }
}
