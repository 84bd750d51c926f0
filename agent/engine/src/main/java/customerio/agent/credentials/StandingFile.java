package customerio.agent.credentials;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.OwnerOnly;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The file {@code credentials} in the application's queue directory: first line the salt, see
 * {@link SaltLine}, then one line for each fingerprint that was accepted, or assumed to be (with a
 * question mark). Appended to, so that JVMs may share it; a torn last line costs one more probation
 * call. When the key is changed, the file is replaced, and a line that another JVM adds in that
 * moment may be lost at the same cost.
 */
final class StandingFile {
  private static final Pattern LINE = Pattern.compile("\\??[0-9a-f]{16}");

  private final Path file;
  private final byte[] salt;
  private final Map<Long, Standing> standings;
  private final Long missingKey;
  private final Syncing syncing;

  private StandingFile(
      Path file, byte[] salt, Map<Long, Standing> standings, Long missingKey, Syncing syncing) {
    this.file = file;
    this.salt = salt;
    this.standings = standings;
    this.missingKey = missingKey;
    this.syncing = syncing;
  }

  static StandingFile open(Path directory, KeyRing keys, Syncing syncing, Consumer<String> log) {
    Path file = directory.resolve("credentials");
    try {
      List<Path> changed = changedBy(directory);
      OwnerOnly.createDirectories(directory);
      createWithSalt(file, keys);
      StandingFile read = read(file, keys, syncing);
      if (read == null) {
        putAside(file, log);
        createWithSalt(file, keys);
        read = read(file, keys, syncing);
      }
      if (read != null) {
        keep(changed, syncing);
        return read;
      }
      log.accept(unusable(file, "damaged"));
    } catch (IOException | RuntimeException unusable) {
      log.accept(unusable(file, unusable.getClass().getSimpleName()));
    }
    return forgetful(null);
  }

  /** Remembers nothing. */
  static StandingFile forgetful(Long missingKey) {
    return new StandingFile(null, random(), Map.of(), missingKey, Syncing.NONE);
  }

  /** Id of the key without which the salt, and so all that earlier runs left, means nothing. */
  Long missingKey() {
    return missingKey;
  }

  byte[] salt() {
    return salt;
  }

  /** As an earlier run left them: accepted, or assumed. */
  Map<Long, Standing> standings() {
    return Map.copyOf(standings);
  }

  /**
   * Not remembering costs one synchronous call in the next run, so a failure is no trouble. Whoever
   * returns finds the line on disk, even when somebody else has begun to write it.
   */
  synchronized void remember(long fingerprint, Standing standing) {
    if (file == null || standings.put(fingerprint, standing) == standing) {
      return;
    }
    // the line break comes first, as another JVM may have died while it wrote a line
    String line =
        String.format("%n%s%016x%n", standing == Standing.ASSUMED ? "?" : "", fingerprint);
    if (!Files.exists(file)) {
      return; // removed, and without the salt it would be a damaged one
    }
    // a stream, as an interrupt of the application's thread closes a channel before it has written
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
      syncing.file(out);
    } catch (IOException notRemembered) {
      // at the cost that was said
    }
  }

  /** The directory, and above it every one that gets a new entry when it is made. */
  private static List<Path> changedBy(Path directory) {
    Path lowest = directory.toAbsolutePath();
    List<Path> changed = new ArrayList<>(List.of(lowest));
    while (!Files.exists(lowest) && lowest.getParent() != null) {
      lowest = lowest.getParent();
      changed.add(lowest);
    }
    return changed;
  }

  /** Without the salt nothing on disk can be matched with a credential. */
  private static void keep(List<Path> changed, Syncing syncing) {
    try {
      for (Path directory : changed) {
        syncing.directory(directory);
      }
    } catch (IOException notDurable) {
      // the queue, which needs the same for its own files, says so where it matters
    }
  }

  /** Null when there is no salt in it. */
  private static StandingFile read(Path file, KeyRing keys, Syncing syncing) throws IOException {
    // not as ASCII: a reader that stumbles over one byte would give nothing of the rest
    String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R", -1);
    SaltLine.Read salt = SaltLine.read(lines[0], keys);
    if (salt.missingKey() != null) {
      return forgetful(salt.missingKey());
    }
    if (salt.salt() == null) {
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
    if (!salt.current()) {
      lines[0] = SaltLine.text(salt.salt(), keys);
      replace(file, String.join("\n", lines));
    }
    return new StandingFile(file, salt.salt(), standings, null, syncing);
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
  private static void createWithSalt(Path file, KeyRing keys) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path aside = writtenAside(file, SaltLine.text(random(), keys) + '\n');
    try {
      moveIntoPlace(aside, file);
    } catch (FileAlreadyExistsException anotherJvmWasFirst) {
      return;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static Path writtenAside(Path file, String text) throws IOException {
    Path aside = Files.createTempFile(file.getParent(), "credentials", ".new");
    boolean complete = false;
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
      channel.force(true);
      complete = true;
      return aside;
    } finally {
      if (!complete) {
        Files.deleteIfExists(aside);
      }
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path aside = writtenAside(file, text);
    try {
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
    byte[] bytes = new byte[SaltLine.SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
