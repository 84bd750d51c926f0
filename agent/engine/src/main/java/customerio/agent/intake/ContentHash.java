package customerio.agent.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 of what an operation says; comparing bodies would keep personal data in the heap. */
record ContentHash(byte[] digest) {

  static ContentHash of(Said said) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(said.operation().method().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      sha256.update((byte) 0);
      sha256.update(said.operation().target().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return new ContentHash(sha256.digest(said.operation().body()));
    } catch (NoSuchAlgorithmException impossible) {
      // every Java platform has SHA-256 (java.security.MessageDigest's contract)
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentHash that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }
}
