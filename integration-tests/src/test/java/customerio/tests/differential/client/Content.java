package customerio.tests.differential.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** What is sent. */
final class Content {
  static final String SHOP = basic("site-shop", "key-shop");
  static final String WRITE_KEY = basic("wk-shop", "");
  static final String APP = "Bearer app-shop";
  static final String ADA = "{\"email\":\"ada@example.com\",\"plan\":\"a\"}";

  private Content() {}

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
  }

  static String large(int bytes) {
    return "{\"text\":\"" + "x".repeat(bytes) + "\"}";
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
