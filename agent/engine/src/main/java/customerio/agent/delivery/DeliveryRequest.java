package customerio.agent.delivery;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import java.net.URI;
import java.util.List;

/**
 * One request about to be sent, as an observer may know it.
 *
 * @param operations in the order in which they stand in the request; one for a single request,
 *     empty for a call of the application that is relayed
 * @param route path without identifiers
 * @param host where it goes first, as the settings say
 * @param bytes of its body, as it was before compression
 * @param attempt counted from 1
 * @param server where it goes first, as the settings say, with scheme and a gateway's path
 * @param replayed something in it was left by an earlier process, or came back from the dead
 *     letters
 * @param traceparent W3C trace context of a call that is relayed; null when there is none
 */
public record DeliveryRequest(
    Destination destination,
    List<Operation> operations,
    String method,
    String route,
    String host,
    int port,
    int bytes,
    int attempt,
    URI server,
    boolean replayed,
    String traceparent) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** The address without identifiers, placeholders replaced by a word that says so. */
  public String url() {
    int port = server.getPort();
    return server.getScheme()
        + "://"
        + host
        + (port < 0 ? "" : ":" + port)
        + BasePath.join(server, Endpoint.redacted(route));
  }

  static int port(URI server) {
    if (server.getPort() >= 0) {
      return server.getPort();
    }
    return "http".equalsIgnoreCase(server.getScheme()) ? HTTP_PORT : HTTPS_PORT;
  }
}
