package customerio.tests.coexistence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A person and a key that nobody may see. */
final class Canary {
  static final String PERSON = "canary@example.com";
  static final String ENCODED = "canary%40example.com";
  static final String KEY = "key-canary";
  static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("site-canary:" + KEY).getBytes(StandardCharsets.ISO_8859_1));

  private Canary() {}
}
