package customerio.agent.management.page;

import customerio.agent.management.port.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The page, and the policy under which a browser runs nothing but its one script and style, known
 * by their digests, and asks nobody but us.
 */
final class StatusPage {

  private StatusPage() {}

  static Answer load() {
    byte[] page = read();
    String text = new String(page, StandardCharsets.UTF_8);
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; script-src "
            + digest(text, "script")
            + "; style-src "
            + digest(text, "style")
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return new Answer(
        200,
        "text/html; charset=utf-8",
        page,
        Map.of("Content-Security-Policy", policy, "Referrer-Policy", "no-referrer"));
  }

  private static byte[] read() {
    try (InputStream stream = StatusPage.class.getResourceAsStream("status.html")) {
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException("the page is not in the jar", unreadable);
    }
  }

  /** Of the text between the tags, as browsers reckon it. */
  private static String digest(String page, String element) {
    int start = page.indexOf('<' + element + '>') + element.length() + 2;
    String content = page.substring(start, page.indexOf("</" + element + '>', start));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
