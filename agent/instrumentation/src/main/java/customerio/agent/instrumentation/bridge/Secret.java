package customerio.agent.instrumentation.bridge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** 256 bits that no other user of the machine can guess; new with each start. */
final class Secret {
  private static final int BYTES = 32;

  private final String text;
  private final byte[] bytes;

  Secret(SecureRandom random) {
    byte[] drawn = new byte[BYTES];
    random.nextBytes(drawn);
    text = HexFormat.of().formatHex(drawn);
    bytes = text.getBytes(StandardCharsets.US_ASCII);
  }

  String text() {
    return text;
  }

  /** Takes the same time wherever they differ. */
  boolean is(String other) {
    return MessageDigest.isEqual(bytes, other.getBytes(StandardCharsets.ISO_8859_1));
  }
}
