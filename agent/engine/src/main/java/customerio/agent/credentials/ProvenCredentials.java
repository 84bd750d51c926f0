package customerio.agent.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file {@code credentials} in the application's queue directory: first line the salt, then one
 * line for each fingerprint that was accepted. Append-only, so that JVMs may share it; a torn last
 * line costs one more probation call.
 */
final class ProvenCredentials {
  private static final int SALT_BYTES = 16;
  private static final int FINGERPRINT_DIGITS = 16;

  private final Path file;
  private final byte[] salt;
  private final Set<Long> fingerprints;

  private ProvenCredentials(Path file, byte[] salt, Set<Long> fingerprints) {
    this.file = file;
    this.salt = salt;
    this.fingerprints = fingerprints;
  }

  static ProvenCredentials open(Path directory, Consumer<String> log) {
    Path file = directory.resolve("credentials");
    try {
      Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
      createWithSalt(file);
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      byte[] salt = Base64.getDecoder().decode(lines.get(0));
      Set<Long> known = new HashSet<>();
      for (String line : lines.subList(1, lines.size())) {
        if (line.length() == FINGERPRINT_DIGITS) {
          known.add(Long.parseUnsignedLong(line, 16));
        }
      }
      return new ProvenCredentials(file, salt, known);
    } catch (IOException | RuntimeException unusable) {
      log.accept(
          "the file "
              + file
              + " cannot be used ("
              + unusable.getClass().getSimpleName()
              + "); accepted credentials are not remembered; make the directory writable for this"
              + " user or set queue.dir");
      return new ProvenCredentials(null, random(), Set.of());
    }
  }

  byte[] salt() {
    return salt;
  }

  Set<Long> fingerprints() {
    return fingerprints;
  }

  /** Not remembering costs one synchronous call in the next run, so a failure is no trouble. */
  void add(long fingerprint) {
    if (file == null) {
      return;
    }
    String line = String.format("%016x%n", fingerprint);
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
      OpenOption[] options = {StandardOpenOption.WRITE};
      Files.writeString(aside, Base64.getEncoder().encodeToString(random()) + '\n', options);
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
