package customerio.agent.transport;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Notes the moment at which a request begins to be written: the client gets here only with a
 * connection that is established and, for https, has finished its handshake.
 */
final class WatchedRequestExecutor extends HttpRequestExecutor {
  static final String PROGRESS = "customerio.agent.progress";

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback informationCallback,
      HttpContext context)
      throws IOException, HttpException {
    // CONNECT talks to a proxy only
    if (!(context.getAttribute(PROGRESS) instanceof WireProgress progress)
        || "CONNECT".equals(request.getMethod())) {
      return super.execute(request, connection, informationCallback, context);
    }
    EndpointDetails before = connection.getEndpointDetails();
    boolean reused = before != null && before.getRequestCount() > 0;
    long received = before == null ? 0 : before.getReceivedBytesCount();
    progress.requestStarted();
    try {
      return super.execute(request, connection, informationCallback, context);
    } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
      if (reused && before.getReceivedBytesCount() == received) {
        progress.connectionWasStale();
      }
      throw e;
    }
  }
}
