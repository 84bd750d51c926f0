package customerio.agent.transport;

import customerio.agent.capture.Headers;
import java.net.URI;
import java.time.Duration;

/**
 * @param uri absolute, raw
 * @param headers complete but for Host, Content-Length, Connection and the like
 * @param body empty for none; then no Content-Length is sent with GET and DELETE
 * @param timeout for the whole exchange, connecting included
 */
public record TransportRequest(
    String method, URI uri, Headers headers, byte[] body, Duration timeout) {

  @Override
  public String toString() {
    return "TransportRequest[" + method + ' ' + uri.getHost() + ", " + body.length + " bytes]";
  }
}
