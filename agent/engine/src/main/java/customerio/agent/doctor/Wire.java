package customerio.agent.doctor;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.HttpTransport;
import customerio.agent.transport.SendScope;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import customerio.agent.transport.TransportSettings;
import java.net.URI;
import java.time.Duration;

/** Asks as the agent would: over its own transport, by proxy and truststore of this JVM. */
final class Wire implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Transport transport;

  Wire(Duration connectTimeout) {
    transport =
        new HttpTransport(
            TransportSettings.DEFAULTS.withConnectTimeout(connectTimeout), SendScope.NONE);
  }

  /**
   * @param path behind that of the server; "" for the server itself
   */
  Reply get(URI server, String path, Headers headers) throws TransportException {
    String base = server.getRawPath() == null ? "" : server.getRawPath();
    String target = base + path;
    return transport.send(
        new TransportRequest(
            "GET",
            server,
            target.isEmpty() ? "/" : target,
            headers,
            new byte[0],
            TIMEOUT,
            true,
            false),
        new Cancellation());
  }

  @Override
  public void close() {
    transport.close();
  }
}
