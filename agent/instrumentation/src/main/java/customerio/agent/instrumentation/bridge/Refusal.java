package customerio.agent.instrumentation.bridge;

import java.nio.charset.StandardCharsets;

/** What the bridge says by itself. */
final class Refusal {
  /** Says nothing about who listens here. */
  static final byte[] NOT_FOUND =
      "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Refusal() {}
}
