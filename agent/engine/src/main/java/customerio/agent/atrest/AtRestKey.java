package customerio.agent.atrest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key of the key file. It never encrypts itself: all it does is to derive. */
final class AtRestKey {
  static final int BYTES = 32;

  private static final byte[] ID_LABEL = label("customerio-agent key id");
  private static final byte[] SEAL_LABEL = label("customerio-agent seal");

  private final SecretKeySpec secret;
  private final long id;

  AtRestKey(byte[] bytes) {
    secret = new SecretKeySpec(bytes, "HmacSHA256");
    id = ByteBuffer.wrap(derive(ID_LABEL, new byte[0])).getLong();
  }

  /** Tells keys apart and nothing about them; stands in files and messages. */
  long id() {
    return id;
  }

  SecretKeySpec keyOfSeal(byte[] salt) {
    return new SecretKeySpec(derive(SEAL_LABEL, salt), "AES");
  }

  private byte[] derive(byte[] label, byte[] context) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(label);
      return mac.doFinal(context);
    } catch (GeneralSecurityException impossible) {
      // every Java platform has HmacSHA256, and takes a key of any length for it
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "key " + KeyRing.text(id);
  }
}
