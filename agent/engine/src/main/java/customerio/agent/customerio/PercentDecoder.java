package customerio.agent.customerio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a path segment, once: {@code a%252Fb} is {@code a%2Fb}. A plus is a plus: it stands for a
 * space in forms, not in paths.
 */
final class PercentDecoder {

  private PercentDecoder() {}

  /**
   * @return null when an escape is incomplete or the result is not valid UTF-8
   */
  static String decode(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        int octet = octet(segment, i + 1);
        if (octet < 0) {
          return null;
        }
        bytes.write(octet);
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        // a request line has no such character; which bytes a client makes of it is unknown
        return null;
      }
    }
    byte[] decoded = bytes.toByteArray();
    return Json.isUtf8(decoded) ? new String(decoded, StandardCharsets.UTF_8) : null;
  }

  private static int octet(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at));
    int low = hexDigit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** ASCII only, unlike {@link Character#digit}. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
