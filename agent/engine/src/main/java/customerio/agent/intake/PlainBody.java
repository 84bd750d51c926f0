package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The body as the application meant it: RudderStack's SDK and others send gzip. */
final class PlainBody {

  private PlainBody() {}

  /** Nothing has to be undone to read it. */
  static boolean isPlain(CapturedRequest request) {
    String encoding = request.headers().first("Content-Encoding");
    return encoding == null || encoding.equalsIgnoreCase("identity");
  }

  /**
   * The inflated body, or null when it cannot be inflated or would exceed the limit: a compression
   * bomb is Customer.io's to refuse.
   */
  static byte[] of(CapturedRequest request, int maxBytes) {
    if (isPlain(request)) {
      return request.body();
    }
    if (!"gzip".equalsIgnoreCase(request.headers().first("Content-Encoding"))) {
      return null;
    }
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      byte[] bytes = plain.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? null : bytes;
    } catch (IOException notGzip) {
      return null;
    }
  }
}
