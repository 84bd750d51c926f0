package customerio.agent.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with the application's salt, cut to 64 bits; never 0, which stands for nothing. */
final class Fingerprints {
  private final ThreadLocal<Mac> macs;

  Fingerprints(byte[] salt) {
    SecretKeySpec key = new SecretKeySpec(salt, "HmacSHA256");
    macs =
        ThreadLocal.withInitial(
            () -> {
              try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac;
              } catch (GeneralSecurityException impossible) {
                // every Java platform has HmacSHA256 (java.security.MessageDigest's contract)
                throw new IllegalStateException(impossible);
              }
            });
  }

  /** Equal for the standard and the URL-safe alphabet of base64, which name the same key. */
  long of(String authorization) {
    return hash("credential " + canonical(authorization.trim()));
  }

  long hash(String text) {
    byte[] code = macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8));
    long number = ByteBuffer.wrap(code).getLong();
    return number == 0 ? 1 : number;
  }

  private static String canonical(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return authorization;
    }
    String scheme = authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(space + 1).trim();
    if (!scheme.equals("basic")) {
      return scheme + ' ' + rest;
    }
    try {
      String standard = rest.replace('-', '+').replace('_', '/');
      byte[] pair = Base64.getDecoder().decode(standard);
      return "basic " + new String(pair, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException notBase64) {
      return "basic " + rest;
    }
  }
}
