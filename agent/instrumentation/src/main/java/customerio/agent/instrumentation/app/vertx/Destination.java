package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.bridge.Target;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * Where a request goes by what it says itself, else by what its client says.
 *
 * @param isDirect it is sent to the host that it names
 */
record Destination(Target target, boolean isDirect) {

  /**
   * @return null when that is no host
   */
  static Destination of(RequestOptions request, Object client, ClientSettings settings)
      throws ReflectiveOperationException {
    Object server = settings.server(request);
    String host = request.getHost();
    Integer port = request.getPort();
    boolean direct = server == null;
    if (server instanceof SocketAddress address && address.isInetSocket()) {
      host = host == null ? address.host() : host;
      port = port == null ? Integer.valueOf(address.port()) : port;
      direct = host.equals(address.host()) && port == address.port();
    } else if (server == null) {
      host = host == null ? settings.defaultHost(client) : host;
      port = port == null ? Integer.valueOf(settings.defaultPort(client)) : port;
    }
    if (host == null || host.isEmpty() || port == null) {
      return null;
    }
    Boolean asked = request.isSsl();
    boolean secure = asked == null ? settings.isSecureByDefault(client) : asked;
    return new Destination(Target.of(secure ? "https" : "http", host, port), direct);
  }
}
