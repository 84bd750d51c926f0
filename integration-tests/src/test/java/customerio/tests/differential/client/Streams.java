package customerio.tests.differential.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What an application does with the stream of an answer. */
final class Streams {

  private Streams() {}

  /** As often as an application asks for the body. */
  interface Body {
    InputStream get() throws IOException;
  }

  /** See {@link Caller#sendAndReadTwice}. */
  static Seen readTwice(int status, Map<String, List<String>> headers, Body body)
      throws IOException {
    InputStream first = body.get();
    String read = first == null ? "" : text(first.readAllBytes());
    return new Seen(status, headers, read + '|' + again(body));
  }

  private static String again(Body body) {
    try {
      InputStream second = body.get();
      return second == null ? "none" : text(second.readAllBytes());
    } catch (IOException | RuntimeException failure) {
      return failure.toString();
    }
  }

  /** See {@link Caller#sendAndCloseEarly}. */
  static Seen closeEarly(int status, Map<String, List<String>> headers, InputStream body)
      throws IOException {
    try (body) {
      return new Seen(status, headers, text(body.readNBytes(Caller.BEGINNING)));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
