package customerio.simulator.accounts;

import customerio.simulator.Family;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads {@code Authorization}. Both base64 alphabets mean the same, with or without padding. */
final class AuthorizationHeader {

  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";

  private AuthorizationHeader() {}

  /** Null when there is none of the scheme that the family uses. */
  static Credential read(Family family, String header) {
    if (header == null) {
      return null;
    }
    if (family == Family.APP) {
      return hasScheme(header, BEARER)
          ? Credential.app(header.substring(BEARER.length()).trim())
          : null;
    }
    return hasScheme(header, BASIC) ? basic(family, header.substring(BASIC.length()).trim()) : null;
  }

  private static boolean hasScheme(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Credential basic(Family family, String encoded) {
    String decoded;
    try {
      // go-customerio sends the URL-safe alphabet
      byte[] bytes = Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '/'));
      decoded = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    int colon = decoded.indexOf(':');
    return colon < 0
        ? null
        : new Credential(family, decoded.substring(0, colon), decoded.substring(colon + 1));
  }
}
