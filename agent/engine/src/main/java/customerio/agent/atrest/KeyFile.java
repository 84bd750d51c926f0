package customerio.agent.atrest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the file that {@code queue.key-file} names: one key a line, 32 bytes as base64 or hex; the
 * first one encrypts, all decrypt. The word {@code plain} in the place of the first key ends the
 * encryption without losing what was encrypted. Lines that begin with # are comments.
 *
 * <p>Whatever is wrong with it is a refusal: a queue that was to be encrypted is never written
 * plain.
 */
public final class KeyFile {
  private static final String PLAIN = "plain";
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43}=?");

  private KeyFile() {}

  /**
   * @throws UnusableKeyException it cannot be used; the message is for people and quotes nothing
   */
  public static KeyRing read(Path file) throws UnusableKeyException {
    if (looksLikeKey(file)) {
      throw new UnusableKeyException(
          "queue.key-file has a key for its value, which is not shown here; write it into a file"
              + " that only this user can read and give the file's path");
    }
    KeyFileOwnership.check(file);
    return parse(file, lines(file));
  }

  private static List<String> lines(Path file) throws UnusableKeyException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "is too long for a file of keys; give one with a key a line");
      }
      // not as ASCII: a foreign byte is a line that is no key, and that is what is said
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException | RuntimeException unreadable) {
      throw refused(
          file,
          "cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); give a file that this user can read, with a key a line");
    }
  }

  private static KeyRing parse(Path file, List<String> lines) throws UnusableKeyException {
    List<AtRestKey> keys = new ArrayList<>();
    boolean plain = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).trim();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.equals(PLAIN) && keys.isEmpty()) {
        plain = true;
        continue;
      }
      byte[] bytes = bytes(line);
      if (bytes == null) {
        throw refused(
            file,
            "has no key in line "
                + (i + 1)
                + "; a key is 32 bytes as base64 or hex, as from: openssl rand -base64 32");
      }
      keys.add(new AtRestKey(bytes));
    }
    if (keys.isEmpty() && !plain) {
      throw refused(file, "holds no key; write one into it with: openssl rand -base64 32");
    }
    return new KeyRing(keys, !plain);
  }

  private static byte[] bytes(String line) {
    if (HEX.matcher(line).matches()) {
      return HexFormat.of().parseHex(line);
    }
    return BASE64.matcher(line).matches()
        ? Base64.getDecoder().decode(line.replace('-', '+').replace('_', '/'))
        : null;
  }

  private static boolean looksLikeKey(Path file) {
    String name = String.valueOf(file.getFileName());
    return HEX.matcher(name).matches() || BASE64.matcher(name).matches();
  }

  static UnusableKeyException refused(Path file, String why) {
    return new UnusableKeyException("queue.key-file " + file + ' ' + why);
  }
}
