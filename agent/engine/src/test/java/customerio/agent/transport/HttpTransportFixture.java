package customerio.agent.transport;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import customerio.agent.capture.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A transport with default settings, requests for it, and its failures in words. */
@Timeout(60)
abstract class HttpTransportFixture {
  static final Duration GENEROUS = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(150);
  static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n{}\n";

  final HttpTransport transport = new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE);

  @AfterEach
  void close() {
    transport.close();
  }

  String failure(TransportRequest request) {
    return failure(transport, request);
  }

  static String failure(HttpTransport sender, TransportRequest request) {
    TransportException failure =
        catchThrowableOfType(
            TransportException.class, () -> sender.send(request, new Cancellation()));
    return failure.getMessage()
        + (failure.nothingSent() ? ", nothing sent" : "")
        + (failure.timedOut() ? ", timed out" : "");
  }

  /**
   * Of a request that runs out of time when it has been sent. A busy machine may need longer than
   * that for sending it; then it gets more.
   */
  static String failureOnceSent(HttpTransport sender, URI server) {
    String failure = failure(sender, post(server, SHORT));
    for (Duration time = SHORT; failure.contains("nothing sent"); ) {
      time = time.multipliedBy(2);
      failure = failure(sender, post(server, time));
    }
    return failure;
  }

  static TransportRequest post(URI server, Duration timeout) {
    return request("POST", server, bytes("{}"), timeout);
  }

  static TransportRequest request(String method, URI server, byte[] body, Duration timeout) {
    return new TransportRequest(method, server, "/x", Headers.NONE, body, timeout, true, false);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
