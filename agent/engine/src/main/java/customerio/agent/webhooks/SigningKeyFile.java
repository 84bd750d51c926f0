package customerio.agent.webhooks;

import customerio.agent.customerio.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the file that {@code webhook.signing-key-file} names: one signing key a line, as
 * Customer.io shows it, so that an old and a new one can be good at the same time; lines that begin
 * with # are comments.
 */
final class SigningKeyFile {
  private static final String SETTING = "webhook.signing-key-file ";
  private static final String CONSEQUENCE =
      "; webhooks are not verified, the application gets them all the same; ";

  /** Each is tried on each webhook, so a file of other things must not be taken for keys. */
  private static final int MAX_KEYS = 10;

  private static final long MAX_BYTES = 1 << 16;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SigningKeyFile() {}

  /**
   * @param log told one line for each thing that is wrong
   * @return empty when nothing can be verified
   */
  static List<SecretKeySpec> read(Path file, Consumer<String> log) {
    List<String> keys;
    try {
      warnIfShared(file, log);
      keys = keys(file);
    } catch (IOException | RuntimeException unreadable) {
      log.accept(
          SETTING
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + ')'
              + CONSEQUENCE
              + "give a readable file with one signing key a line and restart");
      return List.of();
    }
    if (keys.isEmpty()) {
      log.accept(
          SETTING
              + file
              + " holds no key"
              + CONSEQUENCE
              + "put the signing key of the workspace's reporting webhooks in it and restart");
    } else if (keys.size() > MAX_KEYS) {
      log.accept(
          SETTING
              + file
              + " holds more than "
              + MAX_KEYS
              + " lines and is hardly a file of signing keys"
              + CONSEQUENCE
              + "give a file with one signing key a line and restart");
      return List.of();
    }
    return keys.stream().map(WebhookSignature::key).toList();
  }

  private static List<String> keys(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("too long");
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .map(String::trim)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static void warnIfShared(Path file, Consumer<String> log) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      log.accept(
          SETTING
              + file
              + " holds a secret and is open to other users of this machine; it is used all the"
              + " same; run chmod 600 on it");
    }
  }
}
