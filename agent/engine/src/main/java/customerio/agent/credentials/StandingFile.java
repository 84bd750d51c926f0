package customerio.agent.credentials;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The file {@code credentials} in the application's queue directory: first line the salt, then one
 * line for each fingerprint that was accepted, or assumed to be (with a question mark).
 * Append-only, so that JVMs may share it; a torn last line costs one more probation call.
 */
final class StandingFile {
  private static final int SALT_BYTES = 16;
  private static final Pattern LINE = Pattern.compile("\\??[0-9a-f]{16}");

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
      StandingFile read = read(file);
      if (read == null) {
        putAside(file, log);
        createWithSalt(file);
        read = read(file);
      }
      if (read != null) {
        return read;
      }
      log.accept(unusable(file, "damaged"));
    } catch (IOException | RuntimeException unusable) {
      log.accept(unusable(file, unusable.getClass().getSimpleName()));
    }
    return new StandingFile(null, random(), Map.of());
  }

  byte[] salt() {
    return salt;
  }

  /** As an earlier run left them: accepted, or assumed. */
  Map<Long, Standing> standings() {
    return Map.copyOf(standings);
  }

  /** Not remembering costs one synchronous call in the next run, so a failure is no trouble. */
  void remember(long fingerprint, Standing standing) {
    if (file == null || standings.put(fingerprint, standing) == standing) {
      return;
    }
    // the line break comes first, as another JVM may have died while it wrote a line
    String line =
        String.format("%n%s%016x%n", standing == Standing.ASSUMED ? "?" : "", fingerprint);
    try {
      Files.writeString(file, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    } catch (IOException notRemembered) {
      // nothing depends on it
    }
  }

  /** Null when there is no salt in it. */
  private static StandingFile read(Path file) throws IOException {
    // not as ASCII: a reader that stumbles over one byte would give nothing of the rest
    String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R", -1);
    byte[] salt;
    try {
      salt = Base64.getDecoder().decode(lines[0]);
    } catch (IllegalArgumentException foreign) {
      return null;
    }
    if (salt.length != SALT_BYTES) {
      return null;
    }
    Map<Long, Standing> standings = new ConcurrentHashMap<>();
    for (String line : lines) {
      if (LINE.matcher(line).matches()) {
        boolean assumed = line.startsWith("?");
        standings.merge(
            Long.parseUnsignedLong(assumed ? line.substring(1) : line, 16),
            assumed ? Standing.ASSUMED : Standing.PROVEN,
            (before, now) -> before == Standing.PROVEN ? before : now);
      }
    }
    return new StandingFile(file, salt, standings);
  }

  private static void putAside(Path file, Consumer<String> log) throws IOException {
    Path aside = file.resolveSibling("credentials.damaged");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    log.accept(
        "the file "
            + file
            + " is damaged and was put aside as "
            + aside.getFileName()
            + "; operations that earlier runs left cannot be matched with a credential any more"
            + " and will expire");
  }

  /**
   * Written aside and linked into place, so that no other JVM ever reads half a salt; synced
   * before, as a name without content is what a power cut would leave otherwise.
   */
  private static void createWithSalt(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path aside = Files.createTempFile(file.getParent(), "credentials", ".new");
    try {
      String line = Base64.getEncoder().encodeToString(random()) + '\n';
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      moveIntoPlace(aside, file);
    } catch (FileAlreadyExistsException anotherJvmWasFirst) {
      return;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void moveIntoPlace(Path aside, Path file) throws IOException {
    try {
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException anotherJvmWasFirst) {
      throw anotherJvmWasFirst;
    } catch (UnsupportedOperationException | IOException noHardLinksHere) {
      // refuses, too, when another JVM was first, but for a moment between its look and its move
      Files.move(aside, file);
    }
  }

  private static String unusable(Path file, String why) {
    return "the file "
        + file
        + " cannot be used ("
        + why
        + "); accepted credentials are not remembered; make the directory writable for this"
        + " user or set queue.dir";
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
