package customerio.tests.contract.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One as Customer.io sends it.
 *
 * @param signature null = it has none
 * @param chunked whether its length is not announced
 */
public record Webhook(
    String path,
    String contentType,
    String body,
    String signature,
    String timestamp,
    boolean chunked) {
  public static final String BODY =
      "{\"metric\":\"opened\",\"event_id\":\"01E4C4CT6YDC7Y5M7FE1GWWPQJ\",\"data\":{\"customer_id\":"
          + "\"canary\",\"recipient\":\"canary@example.com\",\"subject\":\"Grüße aus Köln 🎉\"}}\n";

  /** Signed now with that key. */
  public static Webhook to(String path, String key) {
    return new Webhook(path, "application/json; charset=utf-8", BODY, null, null, false)
        .signed(key, Instant.now());
  }

  public Webhook signed(String key, Instant at) {
    String seconds = Long.toString(at.getEpochSecond());
    return new Webhook(path, contentType, body, hmac(key, seconds, body), seconds, chunked);
  }

  public Webhook unsigned() {
    return new Webhook(path, contentType, body, null, null, chunked);
  }

  /** Of unknown length. */
  public Webhook inChunks() {
    return new Webhook(path, contentType, body, signature, timestamp, true);
  }

  public Webhook with(String otherType, String otherBody) {
    return new Webhook(path, otherType, otherBody, signature, timestamp, chunked);
  }

  private static String hmac(String key, String seconds, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = "v0:" + seconds + ":" + body;
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
