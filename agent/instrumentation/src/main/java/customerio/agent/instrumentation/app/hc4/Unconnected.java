package customerio.agent.instrumentation.app.hc4;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSession;
import org.apache.http.HttpConnectionMetrics;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.impl.HttpConnectionMetricsImpl;
import org.apache.http.impl.io.HttpTransportMetricsImpl;

/** All that a connection without a socket has nothing to say about. */
abstract class Unconnected implements ManagedHttpClientConnection {
  private int socketTimeoutMillis;

  @Override
  public final String getId() {
    return "customerio-agent";
  }

  @Override
  public final void setSocketTimeout(int millis) {
    socketTimeoutMillis = millis;
  }

  @Override
  public final int getSocketTimeout() {
    return socketTimeoutMillis;
  }

  @Override
  public final HttpConnectionMetrics getMetrics() {
    return new HttpConnectionMetricsImpl(
        new HttpTransportMetricsImpl(), new HttpTransportMetricsImpl());
  }

  @Override
  public final boolean isResponseAvailable(int timeoutMillis) {
    return false; // so that a client which expects "100 Continue" goes on
  }

  @Override
  public final boolean isStale() {
    return false;
  }

  @Override
  public final void flush() {}

  /** The client closes what it cannot use again, and may go on in the same call. */
  @Override
  public final void close() {}

  @Override
  public final void bind(Socket socket) {}

  @Override
  public final Socket getSocket() {
    return null;
  }

  @Override
  public final SSLSession getSSLSession() {
    return null;
  }

  @Override
  public final InetAddress getLocalAddress() {
    return null;
  }

  @Override
  public final int getLocalPort() {
    return -1;
  }

  @Override
  public final InetAddress getRemoteAddress() {
    return null;
  }

  @Override
  public final int getRemotePort() {
    return -1;
  }
}
