package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Lets the client's own request executor, which may be a subclass of the application's, run as on a
 * connection. The request is known already; what counts is the moment at which it reads.
 */
final class MemoryConnection implements HttpClientConnection {
  private final PendingAnswer pending;
  private Timeout socketTimeout = Timeout.DISABLED;

  MemoryConnection(PendingAnswer pending) {
    this.pending = pending;
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws IOException {
    return pending.receive();
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse response) {
    response.setEntity(pending.entity());
  }

  /** No {@code 100 Continue} comes, so an executor that expects it goes on without. */
  @Override
  public boolean isDataAvailable(Timeout timeout) {
    return false;
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) {}

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) {}

  @Override
  public void terminateRequest(ClassicHttpRequest request) {}

  @Override
  public void flush() {}

  @Override
  public boolean isConsistent() {
    return true;
  }

  @Override
  public boolean isStale() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public EndpointDetails getEndpointDetails() {
    return null;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return null;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return null;
  }

  @Override
  public ProtocolVersion getProtocolVersion() {
    return HttpVersion.HTTP_1_1;
  }

  @Override
  public SSLSession getSSLSession() {
    return null;
  }

  @Override
  public Timeout getSocketTimeout() {
    return socketTimeout;
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    socketTimeout = timeout;
  }

  @Override
  public void close(CloseMode closeMode) {}

  @Override
  public void close() {}
}
