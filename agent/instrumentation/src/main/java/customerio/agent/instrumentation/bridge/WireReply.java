package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * A reply of the engine as HTTP/1.1 has it, on a connection that stays open. One that came without
 * a length goes on without one: some applications show it, others size a buffer by it.
 */
final class WireReply {
  /** Ours to say. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "trailer");

  private WireReply() {}

  static byte[] of(Reply reply) {
    boolean bodyless = reply.status() == 204 || reply.status() == 304;
    boolean chunked = !bodyless && !reply.headers().contains("Content-Length");
    ByteArrayOutputStream message = new ByteArrayOutputStream(512 + reply.body().length);
    message.writeBytes(head(reply, bodyless, chunked).getBytes(StandardCharsets.ISO_8859_1));
    if (chunked) {
      message.writeBytes(ChunkedOutput.whole(reply.body()));
    } else if (!bodyless) {
      message.writeBytes(reply.body());
    }
    return message.toByteArray();
  }

  private static String head(Reply reply, boolean bodyless, boolean chunked) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reply.reason());
    head.append("\r\n");
    boolean framed = bodyless;
    for (Header line : reply.headers()) {
      if (!FRAMING.contains(line.name().toLowerCase(Locale.ROOT))) {
        head.append(line.name()).append(": ").append(line.value()).append("\r\n");
      } else if (!framed && line.name().equalsIgnoreCase("Content-Length")) {
        head.append(line.name()).append(": ").append(reply.body().length).append("\r\n");
        framed = true;
      }
    }
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    return head.append("\r\n").toString();
  }
}
