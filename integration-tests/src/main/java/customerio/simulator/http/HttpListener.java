package customerio.simulator.http;

import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** One port on loopback. It can be closed and opened again; the port stays the same. */
final class HttpListener {

  private static final int BACKLOG = 4096;
  private static final long NEVER_MILLIS = 24L * 60 * 60 * 1000;

  private final String name;
  private final Handler handler;
  private final ServerConnector connector;
  private PortReservation reservation;

  /**
   * @param port 0 for a free one
   */
  HttpListener(String name, int port, Server server, Handler handler, Wire wire) {
    this.name = name;
    this.handler = handler;
    this.connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration()));
    connector.setName(name);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setReuseAddress(true);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(NEVER_MILLIS);
    connector.setShutdownIdleTimeout(0);
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            wire.opened(name);
          }

          @Override
          public void onClosed(Connection connection) {
            wire.closed(name);
          }
        });
    server.addConnector(connector);
  }

  String name() {
    return name;
  }

  Handler handler() {
    return handler;
  }

  int port() {
    return connector.getPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** A free port that was found once is kept for good. */
  void keepPort() {
    connector.setPort(connector.getLocalPort());
  }

  /** Closes all connections; new ones are refused. */
  synchronized void close() throws Exception {
    if (reservation == null) {
      connector.stop();
      reservation = new PortReservation(port());
    }
  }

  synchronized void open() throws Exception {
    if (reservation != null) {
      connector.start(); // beside it: in between, another process could be given the port
      reservation.close();
      reservation = null;
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // ids in paths may hold anything: encoded slashes, dots, broken percent signs
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }
}
