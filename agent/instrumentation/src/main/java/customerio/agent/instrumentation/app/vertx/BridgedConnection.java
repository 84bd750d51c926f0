package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.weaving.Hook;
import io.netty.channel.Channel;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A connection of the client to the bridge, which says that it is one to whom it stands for. */
final class BridgedConnection {

  private BridgedConnection() {}

  /**
   * @throws LinkageError Vert.x makes its connections in a way that {@link VertxInstrumentation}
   *     does not know
   */
  static void requireItsHook() {
    boolean isKnown =
        new VertxInstrumentation()
            .hooks().stream()
                .filter(hook -> hook.method().equals(VertxInstrumentation.CONNECT))
                .anyMatch(BridgedConnection::isThere);
    if (!isKnown) {
      throw new LinkageError("Vert.x connects in another way");
    }
  }

  private static boolean isThere(Hook hook) {
    Class<?> netClient = Members.typeIfThere(hook.type());
    return netClient != null
        && Arrays.stream(netClient.getDeclaredMethods())
            .filter(method -> method.getName().equals(hook.method()))
            .map(BridgedConnection::parameterTypes)
            .anyMatch(hook.parameterTypes()::equals);
  }

  private static List<String> parameterTypes(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
  }

  static boolean isToTheBridge(SocketAddress address) {
    return address != null
        && address.isInetSocket()
        && "127.0.0.1".equals(address.host())
        && LoopbackBridge.isPort(address.port());
  }

  /**
   * Its address is in messages of exceptions, and where the application asks for it.
   *
   * @param asked by the client for the connection
   */
  static Promise<NetSocket> namedAs(SocketAddress original, Promise<NetSocket> asked) {
    Promise<NetSocket> connected = Promise.promise();
    connected
        .future()
        .onComplete(
            made -> {
              if (made.failed()) {
                asked.fail(made.cause());
                return;
              }
              if (made.result() instanceof ConnectionBase socket) {
                Channel channel = socket.channel();
                channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).set(original);
              }
              asked.complete(made.result());
            });
    return connected;
  }
}
