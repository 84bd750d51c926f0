package customerio.agent.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A credential that was given to be asked about.
 *
 * @param name where it was given: {@code line 2 of /etc/keys}
 */
public record KeyInHand(String name, String authorization) {

  /** What it can be used for, as its form shows. */
  enum Kind {
    TRACK,
    PIPELINES,
    APP,
    NONE
  }

  /**
   * @param text an {@code Authorization} value, or {@code SITE_ID:API_KEY} as Customer.io shows it
   */
  public static KeyInHand of(String name, String text) {
    String trimmed = text.trim();
    boolean isPair = trimmed.indexOf(' ') < 0 && trimmed.indexOf(':') > 0;
    return new KeyInHand(
        name,
        isPair
            ? "Basic "
                + Base64.getEncoder().encodeToString(trimmed.getBytes(StandardCharsets.UTF_8))
            : trimmed);
  }

  Kind kind() {
    String lower = authorization.toLowerCase(Locale.ROOT);
    if (lower.startsWith("bearer ")) {
      return Kind.APP;
    }
    if (!lower.startsWith("basic ")) {
      return Kind.NONE;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring("basic ".length()).trim()),
              StandardCharsets.UTF_8);
      // a write key is the user name, and there is no password
      return pair.indexOf(':') < 0 || pair.endsWith(":") ? Kind.PIPELINES : Kind.TRACK;
    } catch (IllegalArgumentException notBase64) {
      return Kind.NONE;
    }
  }

  @Override
  public String toString() {
    return "KeyInHand[" + name + ']';
  }
}
