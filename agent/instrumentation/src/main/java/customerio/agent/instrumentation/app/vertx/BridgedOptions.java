package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Method;

/**
 * A request as it is sent over the bridge: to another address, under the same name. What is pooled
 * for that address is no connection that any other request could get.
 */
final class BridgedOptions {
  private final Method server;
  private final Method setServer;

  /**
   * @throws LinkageError this is another Vert.x than those we know
   */
  BridgedOptions() {
    server = Members.method(RequestOptions.class, "getServer");
    // an Address since 5, of which the SocketAddress is one
    setServer = Members.method(RequestOptions.class, "setServer", server.getReturnType());
  }

  RequestOptions of(RequestOptions request, Target target, Detour detour)
      throws ReflectiveOperationException {
    RequestOptions led = new RequestOptions(request);
    // without a host the request would be named after the address
    led.setHost(target.host()).setPort(target.port()).setSsl(target.isSecure());
    led.putHeader(LoopbackBridge.HEADER, detour.value());
    setServer.invoke(
        led,
        SocketAddress.inetSocketAddress(
            detour.address().getPort(), detour.address().getAddress().getHostAddress()));
    return led;
  }

  /** Already changed by us, and handed from one of the client's methods to the other. */
  boolean isOnItsWay(RequestOptions request) throws ReflectiveOperationException {
    return isMarked(request)
        && server.invoke(request) instanceof SocketAddress address
        && BridgedConnection.isToTheBridge(address);
  }

  /**
   * What follows a redirect has the headers of the bridged request, wherever it goes.
   *
   * @return the request itself when it has nothing of ours
   */
  RequestOptions restored(RequestOptions request) {
    return isMarked(request)
        ? new RequestOptions(request).removeHeader(LoopbackBridge.HEADER)
        : request;
  }

  private static boolean isMarked(RequestOptions request) {
    MultiMap headers = request.getHeaders();
    return headers != null && headers.contains(LoopbackBridge.HEADER);
  }
}
