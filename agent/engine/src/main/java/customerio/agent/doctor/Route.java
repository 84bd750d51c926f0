package customerio.agent.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The way to a server, step by step, with the time of each.
 *
 * @param text {@code DNS 2 ms, TCP 9 ms, TLSv1.3 21 ms}; up to the step that failed
 * @param failure of the last step; "" if there was none
 */
record Route(String text, String failure) {

  static Route to(URI server, Duration timeout) {
    StringBuilder text = new StringBuilder();
    boolean isTls = "https".equalsIgnoreCase(server.getScheme());
    InetSocketAddress first = proxy(server, text);
    String host = first == null ? server.getHost() : first.getHostString();
    int port = first == null ? port(server, isTls) : first.getPort();
    try {
      long start = System.nanoTime();
      InetAddress[] addresses = InetAddress.getAllByName(host);
      step(text, "DNS", start);
      start = System.nanoTime();
      try (Socket socket = connect(addresses, port, timeout)) {
        step(text, "TCP", start);
        if (isTls && first == null) {
          start = System.nanoTime();
          step(text, handshake(socket, host, port, timeout), start);
        }
      }
      return new Route(text.toString(), "");
    } catch (UnknownHostException e) {
      return new Route(text.toString(), host + " has no address (DNS)");
    } catch (IOException e) {
      return new Route(text.toString(), host + ':' + port + ": " + words(e));
    }
  }

  private static InetSocketAddress proxy(URI server, StringBuilder text) {
    ProxySelector selector = ProxySelector.getDefault();
    for (Proxy proxy : selector == null ? List.<Proxy>of() : selector.select(server)) {
      if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress where) {
        text.append("by proxy ").append(where.getHostString()).append(':').append(where.getPort());
        return where;
      }
    }
    return null;
  }

  /** As the transport does: one address after the other. */
  private static Socket connect(InetAddress[] addresses, int port, Duration timeout)
      throws IOException {
    IOException last = null;
    for (InetAddress address : addresses) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
        return socket;
      } catch (IOException failed) {
        socket.close();
        last = failed;
      }
    }
    throw last == null ? new UnknownHostException() : last;
  }

  private static String handshake(Socket socket, String host, int port, Duration timeout)
      throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.setSoTimeout((int) timeout.toMillis());
      tls.startHandshake();
      return tls.getSession().getProtocol();
    }
  }

  private static int port(URI server, boolean isTls) {
    return server.getPort() >= 0 ? server.getPort() : isTls ? 443 : 80;
  }

  private static void step(StringBuilder text, String name, long start) {
    text.append(text.length() == 0 ? "" : ", ")
        .append(name)
        .append(' ')
        .append((System.nanoTime() - start) / 1_000_000)
        .append(" ms");
  }

  /** The class says what kind of failure it is; messages of TLS say which certificate. */
  private static String words(IOException failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
