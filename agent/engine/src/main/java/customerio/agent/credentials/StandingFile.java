package customerio.agent.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The file {@code credentials} in the application's queue directory: first line the salt, then one
 * line for each change, {@code <fingerprint> proven} or {@code <fingerprint> assumed}; the last
 * word counts. Append-only, so that JVMs may share it; a torn last line costs one more probation.
 *
 * <p>What is assumed has operations in the queue, and is remembered so that the next run's first
 * call does not overtake them.
 */
final class StandingFile {
  private static final int SALT_BYTES = 16;
  private static final int FINGERPRINT_DIGITS = 16;
  private static final Map<String, Standing> WORDS =
      Map.of("proven", Standing.PROVEN, "assumed", Standing.ASSUMED);

  private final Path file;
  private final byte[] salt;
  private final Map<Long, Standing> standings;

  private StandingFile(Path file, byte[] salt, Map<Long, Standing> standings) {
    this.file = file;
    this.salt = salt;
    this.standings = standings;
  }

  static StandingFile open(Path directory, Consumer<String> log) {
    Path file = directory.resolve("credentials");
    try {
      Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
      createWithSalt(file);
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      byte[] salt = Base64.getDecoder().decode(lines.get(0));
      Map<Long, Standing> known = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split(" ");
        Standing standing = words.length == 2 ? WORDS.get(words[1]) : null;
        if (standing != null && words[0].length() == FINGERPRINT_DIGITS) {
          known.put(Long.parseUnsignedLong(words[0], 16), standing);
        }
      }
      return new StandingFile(file, salt, known);
    } catch (IOException | RuntimeException unusable) {
      log.accept(
          "the file "
              + file
              + " cannot be used ("
              + unusable.getClass().getSimpleName()
              + "); accepted credentials are not remembered; make the directory writable for this"
              + " user or set queue.dir");
      return new StandingFile(null, random(), Map.of());
    }
  }

  byte[] salt() {
    return salt;
  }

  Map<Long, Standing> standings() {
    return standings;
  }

  /**
   * A failure is not worth a refusal: it costs one synchronous call at the start of the next run.
   */
  void remember(long fingerprint, Standing standing) {
    if (file == null) {
      return;
    }
    String word = standing == Standing.PROVEN ? "proven" : "assumed";
    String line = String.format("%016x %s%n", fingerprint, word);
    try {
      Files.writeString(file, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    } catch (IOException notRemembered) {
      // nothing depends on it
    }
  }

  /** Written aside and linked into place, so that no other JVM ever reads half a salt. */
  private static void createWithSalt(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path aside = Files.createTempFile(file.getParent(), "credentials", ".new");
    try {
      Files.writeString(aside, Base64.getEncoder().encodeToString(random()) + '\n');
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException anotherJvmWasFirst) {
      return;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
