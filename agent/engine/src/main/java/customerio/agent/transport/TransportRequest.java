package customerio.agent.transport;

import customerio.agent.capture.Headers;
import java.net.URI;
import java.time.Duration;

/**
 * One HTTP request, complete but for what the connection adds.
 *
 * @param server scheme, host and port; its path is not used
 * @param target path and query exactly as they go into the request line: a {@link URI} would refuse
 *     characters that applications do send
 * @param headers complete but for Host, Content-Length, Connection and the like
 * @param body empty for none; then no Content-Length is sent with GET, HEAD and DELETE
 * @param timeout for the whole exchange, connecting included
 * @param repeatable sending it twice does no harm: it carries ids by which Customer.io knows a
 *     repeat, or changes nothing
 * @param verbatim the reply is wanted as it comes, packed if it is, because whoever asked for a
 *     coding unpacks it
 */
public record TransportRequest(
    String method,
    URI server,
    String target,
    Headers headers,
    byte[] body,
    Duration timeout,
    boolean repeatable,
    boolean verbatim) {

  @Override
  public String toString() {
    return "TransportRequest[" + method + ' ' + server.getHost() + ", " + body.length + " bytes]";
  }
}
