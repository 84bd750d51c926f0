package customerio.agent.instrumentation.app.vertx;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientImpl;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;

/**
 * What a client was made with.
 *
 * <p>Not seen: servers of the DNS that Vert.x itself was told to ask ({@code
 * VertxOptions.setAddressResolverOptions}); TLS settings that were replaced by {@code
 * updateSSLOptions} up to 5.0.
 */
abstract class ClientSettings {
  private final Method server = Members.method(RequestOptions.class, "getServer");
  private final Method tls = Members.methodIfThere(RequestOptions.class, "getSslOptions");
  private final Field resolver = resolver();

  /**
   * @throws LinkageError this is another Vert.x than those we know
   */
  static ClientSettings ofThisVersion() {
    // since 5.1 clients are made of parts, and of options only at first
    return Members.fieldIfThere(HttpClientImpl.class, "defaultSsl") == null
        ? new SettingsInOptions()
        : new SettingsInParts();
  }

  private static Field resolver() {
    Field since51 = Members.fieldIfThere(HttpClientImpl.class, "resolver");
    return since51 == null
        ? Members.fieldIfThere(HttpClientImpl.class, "endpointResolver")
        : since51;
  }

  abstract String defaultHost(Object client) throws ReflectiveOperationException;

  abstract int defaultPort(Object client) throws ReflectiveOperationException;

  abstract boolean isSecureByDefault(Object client) throws ReflectiveOperationException;

  /**
   * @return null when connections may be silent for ever
   */
  abstract Duration idleTimeout(Object client) throws ReflectiveOperationException;

  abstract boolean hasProxy(Object client) throws ReflectiveOperationException;

  abstract boolean isTlsUntouched(Object client) throws ReflectiveOperationException;

  abstract boolean isBound(Object client) throws ReflectiveOperationException;

  abstract boolean prefersHttp11(Object client, RequestOptions request)
      throws ReflectiveOperationException;

  /**
   * @return null, a {@code SocketAddress} or, since 5, some other kind of address
   */
  final Object server(RequestOptions request) throws ReflectiveOperationException {
    return server.invoke(request);
  }

  /**
   * How the client would reach the server of a request. What the bridge cannot give up comes first,
   * see {@link LoopbackBridge#leaves}.
   *
   * @return null when it is our transport's way
   */
  final OwnWay ownWay(Object client, RequestOptions request, Destination destination)
      throws ReflectiveOperationException {
    if (request.getProxyOptions() != null
        || hasProxy(client)
        || !LoopbackBridge.isDirect(destination.target())) {
      return OwnWay.PROXY;
    }
    if (isBound(client)) {
      return OwnWay.SOCKETS;
    }
    if (!destination.isDirect()) {
      return OwnWay.DNS;
    }
    boolean untouched = isTlsUntouched(client) && (tls == null || tls.invoke(request) == null);
    return untouched ? null : OwnWay.TLS;
  }

  /** It is asked for every address, that of the bridge included. */
  final boolean hasResolver(Object client) throws ReflectiveOperationException {
    return resolver != null && resolver.get(client) != null;
  }
}
