package customerio.agent.atrest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the key file: the first one encrypts, all of them decrypt. Thread-safe, except that
 * each {@link Seal} belongs to whoever asked for it.
 */
public final class KeyRing {

  /** Nothing is encrypted, and nothing that is can be read. */
  public static final KeyRing NONE = new KeyRing(List.of(), false);

  private final List<AtRestKey> keys;
  private final boolean sealing;
  private final SecureRandom random;

  /** Of the last record that was opened, as those of a file come one after the other. */
  private byte[] lastSalt = new byte[0];

  private long lastKeyId;
  private SecretKeySpec lastSecret;
  private Cipher cipher;

  KeyRing(List<AtRestKey> keys, boolean sealing) {
    this.keys = List.copyOf(keys);
    this.sealing = sealing;
    this.random = keys.isEmpty() ? null : new SecureRandom();
  }

  /** Whether what is written now is encrypted. */
  public boolean isSealing() {
    return sealing;
  }

  /**
   * @return null when nothing is encrypted
   */
  public Seal newSeal() {
    return sealing ? new Seal(keys.get(0), random) : null;
  }

  /** Bytes that a payload takes in a file that is written now. */
  public int storedBytes(int payloadBytes) {
    return sealing ? Math.addExact(payloadBytes, Seal.OVERHEAD) : payloadBytes;
  }

  public boolean has(long keyId) {
    return key(keyId) != null;
  }

  /** Whether that is the key which encrypts what is written now. */
  public boolean isNewest(long keyId) {
    return sealing && keys.get(0).id() == keyId;
  }

  /** Which key has sealed this. */
  public static long keyId(byte[] sealed, int at) {
    return ByteBuffer.wrap(sealed).getLong(at);
  }

  /** As a message shows it. */
  public static String text(long keyId) {
    return String.format("%016x", keyId);
  }

  /**
   * The payload, or null when it is not what was sealed: changed, cut, moved to another context, or
   * sealed by a key that is not here.
   *
   * @param buffer the context and, at {@code at}, {@code count} sealed bytes
   */
  public synchronized byte[] open(byte[] buffer, int contextAt, int context, int at, int count) {
    if (count < Seal.OVERHEAD) {
      return null;
    }
    AtRestKey key = key(keyId(buffer, at));
    if (key == null) {
      return null;
    }
    long counter = ByteBuffer.wrap(buffer).getLong(at + Seal.COUNTER_AT);
    byte[] salt = Arrays.copyOfRange(buffer, at + Seal.SALT_AT, at + Seal.COUNTER_AT);
    try {
      if (cipher == null) {
        cipher = Seal.cipher();
      }
      cipher.init(Cipher.DECRYPT_MODE, secret(key, salt), Seal.nonce(counter));
      cipher.updateAAD(buffer, contextAt, context);
      return cipher.doFinal(buffer, at + Seal.CIPHERTEXT_AT, count - Seal.CIPHERTEXT_AT);
    } catch (AEADBadTagException changed) {
      return null;
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("decrypting failed", fault);
    }
  }

  private SecretKeySpec secret(AtRestKey key, byte[] salt) {
    if (lastSecret == null || lastKeyId != key.id() || !Arrays.equals(lastSalt, salt)) {
      lastSecret = key.keyOfSeal(salt);
      lastKeyId = key.id();
      lastSalt = salt;
    }
    return lastSecret;
  }

  private AtRestKey key(long id) {
    for (AtRestKey key : keys) {
      if (key.id() == id) {
        return key;
      }
    }
    return null;
  }

  /** Names the keys by their ids, which are no secret. */
  @Override
  public String toString() {
    return sealing ? "AES-256-GCM, " + keys : "plain, " + keys;
  }
}
