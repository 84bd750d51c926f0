package customerio.agent.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS as the JVM's default context has it at the time of each connection. Asked for late, since the
 * first call of {@link SSLContext#getDefault()} fixes the truststore for the application as well,
 * which may be about to name its own; and asked for again, since an application may replace it.
 */
final class SystemTls implements TlsSocketStrategy {

  private record Current(SSLContext context, DefaultClientTlsStrategy strategy) {}

  private volatile Current current;

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return strategy().upgrade(socket, target, port, attachment, context);
  }

  private DefaultClientTlsStrategy strategy() throws IOException {
    SSLContext system;
    try {
      system = SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("the JVM has no default TLS context", e);
    }
    Current known = current;
    if (known == null || known.context() != system) {
      known = new Current(system, new DefaultClientTlsStrategy(system));
      current = known;
    }
    return known.strategy();
  }
}
