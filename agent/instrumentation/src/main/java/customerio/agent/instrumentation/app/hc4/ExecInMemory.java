package customerio.agent.instrumentation.app.hc4;

import java.lang.reflect.Field;
import org.apache.http.ConnectionReuseStrategy;
import org.apache.http.client.AuthenticationStrategy;
import org.apache.http.client.UserTokenHandler;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.ConnectionKeepAliveStrategy;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.execchain.MainClientExec;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * The client's own last step over a connection in memory: its request executor, its authentication
 * strategies, its handling of aborts and of the response's end are what they are on a socket.
 *
 * <p>The parts are private fields, with the same names from 4.3 to 4.5.
 */
final class ExecInMemory extends MainClientExec {
  private static final Field REQUEST_EXECUTOR = field("requestExecutor");
  private static final Field CONNECTIONS = field("connManager");
  private static final Field REUSE = field("reuseStrategy");
  private static final Field KEEP_ALIVE = field("keepAliveStrategy");
  private static final Field TARGET_AUTH = field("targetAuthStrategy");
  private static final Field PROXY_AUTH = field("proxyAuthStrategy");
  private static final Field USER_TOKEN = field("userTokenHandler");

  private ExecInMemory(MainClientExec original, HttpClientConnectionManager connections) {
    super(
        (HttpRequestExecutor) read(REQUEST_EXECUTOR, original),
        connections,
        (ConnectionReuseStrategy) read(REUSE, original),
        (ConnectionKeepAliveStrategy) read(KEEP_ALIVE, original),
        (AuthenticationStrategy) read(TARGET_AUTH, original),
        (AuthenticationStrategy) read(PROXY_AUTH, original),
        (UserTokenHandler) read(USER_TOKEN, original));
  }

  /**
   * @param connection gets the socket timeout that one of the client's pool would begin with
   */
  static ExecInMemory of(MainClientExec original, HttpRoute route, MemoryConnection connection) {
    Object connections = connections(original);
    connection.setSocketTimeout(socketTimeout(connections, route));
    return new ExecInMemory(
        original,
        new MemoryConnections(
            connection,
            connections instanceof PoolingHttpClientConnectionManager pool ? pool : null));
  }

  /** The client's own manager. */
  static Object connections(MainClientExec original) {
    return read(CONNECTIONS, original);
  }

  private static int socketTimeout(Object connections, HttpRoute route) {
    SocketConfig config = null;
    if (connections instanceof PoolingHttpClientConnectionManager pool) {
      SocketConfig ofHost = pool.getSocketConfig(route.getTargetHost());
      config = ofHost == null ? pool.getDefaultSocketConfig() : ofHost;
    } else if (connections instanceof BasicHttpClientConnectionManager single) {
      config = single.getSocketConfig();
    }
    return config == null ? 0 : config.getSoTimeout();
  }

  /**
   * @throws NoSuchFieldError when this is another client than the one we know
   */
  private static Field field(String name) {
    try {
      Field field = MainClientExec.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new NoSuchFieldError(e.getMessage());
    }
  }

  private static Object read(Field field, MainClientExec exec) {
    try {
      return field.get(exec);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
  }
}
