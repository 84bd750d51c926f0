package customerio.agent.credentials;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The first line of the file {@code credentials}: {@code sealed} and the salt under the newest key,
 * or just the salt where nothing is encrypted; both in base64.
 *
 * <p>The salt itself never changes, whatever becomes of the keys: a person has one hash in all that
 * waits on disk, or order per person would end where a key is changed. So it is random and sealed,
 * and not derived from a key.
 */
final class SaltLine {
  static final int SALT_BYTES = 16;

  private static final String SEALED = "sealed ";
  private static final byte[] CONTEXT = "customerio-agent salt".getBytes(StandardCharsets.US_ASCII);

  /**
   * @param salt null when none can be had
   * @param missingKey id of the key that opens it; null = that is not what is in the way
   * @param current whether the line would be written the same way now
   */
  record Read(byte[] salt, Long missingKey, boolean current) {
    private static final Read DAMAGED = new Read(null, null, false);
  }

  private SaltLine() {}

  static String text(byte[] salt, KeyRing keys) {
    Seal seal = keys.newSeal();
    if (seal == null) {
      return Base64.getEncoder().encodeToString(salt);
    }
    byte[] buffer = new byte[CONTEXT.length + salt.length + Seal.OVERHEAD];
    System.arraycopy(CONTEXT, 0, buffer, 0, CONTEXT.length);
    seal.seal(salt, buffer, 0, CONTEXT.length, CONTEXT.length);
    byte[] sealed = new byte[salt.length + Seal.OVERHEAD];
    System.arraycopy(buffer, CONTEXT.length, sealed, 0, sealed.length);
    return SEALED + Base64.getEncoder().encodeToString(sealed);
  }

  static Read read(String line, KeyRing keys) {
    try {
      return line.startsWith(SEALED)
          ? sealed(Base64.getDecoder().decode(line.substring(SEALED.length())), keys)
          : read(Base64.getDecoder().decode(line), !keys.isSealing());
    } catch (IllegalArgumentException foreign) {
      return Read.DAMAGED;
    }
  }

  private static Read sealed(byte[] sealed, KeyRing keys) {
    if (sealed.length != SALT_BYTES + Seal.OVERHEAD) {
      return Read.DAMAGED;
    }
    long keyId = KeyRing.keyId(sealed, 0);
    if (!keys.has(keyId)) {
      return new Read(null, keyId, false);
    }
    byte[] buffer = new byte[CONTEXT.length + sealed.length];
    System.arraycopy(CONTEXT, 0, buffer, 0, CONTEXT.length);
    System.arraycopy(sealed, 0, buffer, CONTEXT.length, sealed.length);
    byte[] salt = keys.open(buffer, 0, CONTEXT.length, CONTEXT.length, sealed.length);
    return read(salt, keys.isNewest(keyId));
  }

  private static Read read(byte[] salt, boolean current) {
    return salt == null || salt.length != SALT_BYTES ? Read.DAMAGED : new Read(salt, null, current);
  }
}
