package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/** Since 5: {@code connectInternal(ConnectOptions, Promise, ContextInternal)}. */
public final class ConnectWithOptionsInterception implements Interceptor {
  private final Method remoteAddress;
  private final Method host;
  private final Method port;
  private final Method setSsl;
  private final Constructor<?> copy;

  /**
   * @throws LinkageError this is another Vert.x than those we know
   */
  public ConnectWithOptionsInterception() {
    Class<?> options = Members.type("io.vertx.core.net.ConnectOptions");
    remoteAddress = Members.method(options, "getRemoteAddress");
    host = Members.method(options, "getHost");
    port = Members.method(options, "getPort");
    setSsl = Members.method(options, "setSsl", boolean.class);
    try {
      copy = options.getConstructor(options);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("options of a connection are copied in another way", e);
    }
  }

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws ReflectiveOperationException {
    Object asked = arguments[0];
    if (asked == null
        || !(remoteAddress.invoke(asked) instanceof SocketAddress remote)
        || !BridgedConnection.isToTheBridge(remote)
        || !(host.invoke(asked) instanceof String name)
        || !(port.invoke(asked) instanceof Integer number)) {
      return Outcome.ORIGINAL;
    }
    Object inClear = copy.newInstance(asked);
    setSsl.invoke(inClear, false);
    SocketAddress original = SocketAddress.inetSocketAddress(number, name);
    @SuppressWarnings("unchecked") // as it is declared
    Promise<NetSocket> promise = (Promise<NetSocket>) arguments[1];
    return new Outcome.OriginalWith(
        inClear, BridgedConnection.namedAs(original, promise), arguments[2]);
  }
}
