package customerio.agent.atrest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the payloads of one file; see the package description for the layout and for why a file
 * needs one of its own. Not thread-safe.
 */
public final class Seal {
  static final String TRANSFORMATION = "AES/GCM/NoPadding";
  static final int SALT_BYTES = 16;
  static final int SALT_AT = Long.BYTES;
  static final int COUNTER_AT = SALT_AT + SALT_BYTES;
  static final int CIPHERTEXT_AT = COUNTER_AT + Long.BYTES;
  static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  /** What a sealed payload is longer than the payload. */
  public static final int OVERHEAD = CIPHERTEXT_AT + TAG_BYTES;

  private final long keyId;
  private final byte[] salt = new byte[SALT_BYTES];
  private final SecretKeySpec secret;
  private final Cipher cipher;
  private long counter;

  Seal(AtRestKey key, SecureRandom random) {
    random.nextBytes(salt);
    keyId = key.id();
    secret = key.keyOfSeal(salt);
    cipher = cipher();
  }

  /**
   * Puts the sealed form of a payload into a buffer.
   *
   * @param context how many bytes at {@code contextAt} of the buffer are bound to it: it opens only
   *     where they are the same
   * @param at where {@code payload.length + OVERHEAD} bytes are written
   */
  public void seal(byte[] payload, byte[] buffer, int contextAt, int context, int at) {
    counter++;
    ByteBuffer.wrap(buffer)
        .putLong(at, keyId)
        .put(at + SALT_AT, salt)
        .putLong(at + COUNTER_AT, counter);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, secret, nonce(counter));
      cipher.updateAAD(buffer, contextAt, context);
      cipher.doFinal(payload, 0, payload.length, buffer, at + CIPHERTEXT_AT);
    } catch (GeneralSecurityException fault) {
      // nothing of a caller leads here; the append fails and the call goes out by itself
      throw new IllegalStateException("encrypting failed", fault);
    }
  }

  static GCMParameterSpec nonce(long counter) {
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, counter);
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
  }

  static Cipher cipher() {
    try {
      return Cipher.getInstance(TRANSFORMATION);
    } catch (GeneralSecurityException impossible) {
      // every Java platform has it since 8, with keys of 256 bits (Cipher's contract)
      throw new IllegalStateException(impossible);
    }
  }
}
