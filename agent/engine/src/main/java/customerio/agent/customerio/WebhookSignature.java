package customerio.agent.customerio;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Customer.io signs its reporting webhooks: the hexadecimal HMAC-SHA256 of {@code
 * v0:<timestamp>:<body>}, where the body is the bytes as sent. Customer.io's own Node library does
 * the same.
 *
 * <p>The body is told piece by piece and not kept. Not thread-safe.
 */
public final class WebhookSignature {
  public static final String HEADER = "X-CIO-Signature";

  /** Of the header with the second, since 1970, at which it was signed. */
  public static final String TIMESTAMP_HEADER = "X-CIO-Timestamp";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 64;

  private final Mac mac;

  private WebhookSignature(Mac mac) {
    this.mac = mac;
  }

  /**
   * @param text as Customer.io shows it
   */
  public static SecretKeySpec key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @param timestamp as the header has it
   */
  public static WebhookSignature begin(SecretKeySpec key, String timestamp) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(("v0:" + timestamp + ':').getBytes(StandardCharsets.UTF_8));
      return new WebhookSignature(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      // every Java platform has the algorithm, and any bytes are a key
      throw new IllegalStateException(impossible.getClass().getName());
    }
  }

  /**
   * @return the bytes of a signature's header, or null when it cannot be one
   */
  public static byte[] parse(String header) {
    String text = header.trim();
    if (text.length() != HEX_DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    return HexFormat.of().parseHex(text);
  }

  public void update(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
  }

  /** Whether it fits what was told so far; more may follow. In constant time. */
  public boolean isNow(byte[] signature) {
    try {
      return MessageDigest.isEqual(((Mac) mac.clone()).doFinal(), signature);
    } catch (CloneNotSupportedException notWithThisProvider) {
      return false;
    }
  }

  /** The same when all was told; nothing may follow. */
  public boolean isFinally(byte[] signature) {
    return MessageDigest.isEqual(mac.doFinal(), signature);
  }
}
