package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Start line and header lines of an HTTP/1.1 message, in order and as spelled.
 *
 * @param start without the end of the line
 */
record Head(String start, Headers headers) {
  /** Servers take 8 to 64 kB; nobody should be refused by us who would not be by Customer.io. */
  static final int MAX_BYTES = 64 * 1024;

  /** About one connection, not about the message: RFC 9110, section 7.6.1; 100 is ours to send. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "http2-settings",
          "expect",
          LoopbackBridge.HEADER.toLowerCase(Locale.ROOT));

  /**
   * @return null when the stream has ended before the first byte
   * @throws MalformedMessageException too long, or cut off, or no HTTP
   */
  static Head read(InputStream in) throws IOException {
    byte[] line = new byte[256];
    int total = 0;
    String start = null;
    List<Header> lines = new ArrayList<>();
    while (true) {
      int length = 0;
      int next;
      while ((next = in.read()) != '\n') {
        if (next < 0) {
          if (total == 0) {
            return null;
          }
          throw new MalformedMessageException("the message is cut off");
        }
        if (++total > MAX_BYTES) {
          throw new MalformedMessageException("more than " + MAX_BYTES + " bytes of headers");
        }
        if (length == line.length) {
          line = java.util.Arrays.copyOf(line, 2 * length);
        }
        line[length++] = (byte) next;
      }
      total++;
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
      String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
      if (start == null) {
        start = text; // an empty one is no start, and refused as such
      } else if (text.isEmpty()) {
        return new Head(start, Headers.of(lines));
      } else {
        lines.add(header(text));
      }
    }
  }

  /** Folded lines are obsolete, and a space before the colon is a way to smuggle requests. */
  private static Header header(String line) throws MalformedMessageException {
    int colon = line.indexOf(':');
    if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
      throw new MalformedMessageException("a line that is no header");
    }
    return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  /** The headers that are about the message, wherever it goes. */
  Headers endToEnd() {
    return Headers.of(
        headers.lines().stream()
            .filter(line -> !OF_THE_CONNECTION.contains(line.name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  /** Not even the start line, which may name a person. */
  @Override
  public String toString() {
    return "Head" + headers;
  }
}
