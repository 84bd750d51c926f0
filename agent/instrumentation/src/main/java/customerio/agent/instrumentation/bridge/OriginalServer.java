package customerio.agent.instrumentation.bridge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Direct, and with the trust and the name service of the JVM, as Netty's clients go without
 * settings of their own. Those that have some are bridged only where the user says that this leads
 * there as well.
 */
final class OriginalServer {
  private static final int CONNECT_MILLIS = 10_000;

  private OriginalServer() {}

  /**
   * @param timeout of the client; null when it has none
   */
  static Socket connect(Target target, Duration timeout) throws IOException {
    long limit = timeout == null ? CONNECT_MILLIS : timeout.toMillis();
    Socket socket = new Socket(Proxy.NO_PROXY); // or the JVM's SOCKS proxy would be asked
    try {
      socket.connect(
          new InetSocketAddress(target.host(), target.port()),
          (int) Math.max(1, Math.min(limit, CONNECT_MILLIS)));
      socket.setTcpNoDelay(true);
      return target.isSecure() ? secured(socket, target) : socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, Target target) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(CONNECT_MILLIS);
    socket.startHandshake();
    socket.setSoTimeout(0);
    return socket;
  }
}
