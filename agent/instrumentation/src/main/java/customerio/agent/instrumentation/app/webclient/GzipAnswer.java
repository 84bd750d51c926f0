package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * An answer behind Netty's decompressor, which Reactor Netty puts in front of clients with {@code
 * compress(true)}. They ask for gzip alone.
 */
final class GzipAnswer {
  private static final Set<String> CODINGS = Set.of("gzip", "x-gzip");
  private static final String CODING = "Content-Encoding";
  private static final String LENGTH = "Content-Length";

  private GzipAnswer() {}

  /**
   * @throws IOException it is not what it says
   */
  static Reply unpacked(Reply reply) throws IOException {
    String coding = reply.headers().first(CODING);
    if (coding == null || !CODINGS.contains(coding.trim())) {
      return reply;
    }
    Headers headers =
        Headers.of(
            reply.headers().lines().stream()
                .filter(line -> !line.name().equalsIgnoreCase(CODING))
                .filter(line -> !line.name().equalsIgnoreCase(LENGTH))
                .toList());
    return new Reply(reply.status(), headers, plain(reply.body()));
  }

  private static byte[] plain(byte[] packed) throws IOException {
    if (packed.length == 0) {
      return packed; // of a HEAD
    }
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return plain.readAllBytes();
    }
  }
}
