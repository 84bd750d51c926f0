package customerio.agent.instrumentation.app.hc4;

import java.util.concurrent.TimeUnit;
import org.apache.http.HttpClientConnection;
import org.apache.http.conn.ConnectionRequest;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;

/** Has one connection, which is open. */
final class MemoryConnections implements HttpClientConnectionManager {
  private final MemoryConnection connection;
  private final PoolingHttpClientConnectionManager pool;

  /**
   * @param pool the client's own; null when it has another kind
   */
  MemoryConnections(MemoryConnection connection, PoolingHttpClientConnectionManager pool) {
    this.connection = connection;
    this.pool = pool;
  }

  @Override
  public ConnectionRequest requestConnection(HttpRoute route, Object state) {
    if (pool != null) {
      // Nothing is leased by that, but a client that was closed fails here, as it should.
      pool.requestConnection(route, state).cancel();
    }
    return new ConnectionRequest() {
      @Override
      public HttpClientConnection get(long timeout, TimeUnit unit) {
        return connection;
      }

      @Override
      public boolean cancel() {
        return false;
      }
    };
  }

  @Override
  public void releaseConnection(
      HttpClientConnection released, Object state, long validFor, TimeUnit unit) {
    connection.shutdown();
  }

  @Override
  public void connect(
      HttpClientConnection opened, HttpRoute route, int timeoutMillis, HttpContext context) {}

  @Override
  public void upgrade(HttpClientConnection opened, HttpRoute route, HttpContext context) {}

  @Override
  public void routeComplete(HttpClientConnection opened, HttpRoute route, HttpContext context) {}

  @Override
  public void closeIdleConnections(long idleTime, TimeUnit unit) {}

  @Override
  public void closeExpiredConnections() {}

  @Override
  public void shutdown() {}
}
