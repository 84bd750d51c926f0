package customerio.agent.credentials;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.OwnerOnly;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final KeyRing keys;
  private final byte[] salt;
  private final Map<Long, Standing> standings = new ConcurrentHashMap<>();
  private final Long missingKey;
  private final Syncing syncing;

  /** The file is known to hold this salt. */
  private boolean kept;

  private StandingFile(
      Path file, KeyRing keys, byte[] salt, Long missingKey, Syncing syncing, boolean kept) {
    this.file = file;
    this.keys = keys;
    this.salt = salt;
    this.missingKey = missingKey;
    this.syncing = syncing;
    this.kept = kept;
  }

  static StandingFile open(Path directory, KeyRing keys, Syncing syncing, Consumer<String> log) {
    Path file = directory.resolve("credentials");
    try {
      List<Path> changed = changedBy(directory);
      OwnerOnly.createDirectories(directory);
      create(file, SaltLine.text(random(), keys) + '\n');
      StandingFile read = read(file, keys, syncing);
      if (read == null) {
        putAside(file, log);
        create(file, SaltLine.text(random(), keys) + '\n');
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
    return new StandingFile(file, keys, random(), null, syncing, false);
  }

  /** Remembers nothing. */
  static StandingFile forgetful(Long missingKey) {
    return new StandingFile(null, KeyRing.NONE, random(), missingKey, Syncing.NONE, false);
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
    if (standings.put(fingerprint, standing) == standing || !kept || !Files.exists(file)) {
      return; // where the file is not, keep() writes it whole
    }
    // the line break comes first, as another JVM may have died while it wrote a line
    String line = System.lineSeparator() + line(fingerprint, standing);
    // a stream, as an interrupt of the application's thread closes a channel before it has written
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
      syncing.file(out);
    } catch (IOException notRemembered) {
      // at the cost that was said
    }
  }

  /** Accepted, or assumed to be, in this run or an earlier one. */
  boolean hasRemembered(long fingerprint) {
    return standings.containsKey(fingerprint);
  }

  /** See {@link CredentialVault#keep}. */
  synchronized void keep() throws IOException {
    if (file == null || kept && Files.exists(file)) {
      return;
    }
    kept = false;
    List<Path> changed = changedBy(file.getParent());
    OwnerOnly.createDirectories(file.getParent());
    create(file, text());
    SaltLine.Read found = SaltLine.read(lines(file)[0], keys);
    if (!Arrays.equals(found.salt(), salt)) {
      throw new IOException(
          "the file " + file + " has come to hold another salt than this run began with; restart");
    }
    keep(changed, syncing);
    kept = true;
  }

  private String text() {
    StringBuilder text = new StringBuilder(SaltLine.text(salt, keys)).append('\n');
    standings.forEach((fingerprint, standing) -> text.append(line(fingerprint, standing)));
    return text.toString();
  }

  private static String line(long fingerprint, Standing standing) {
    return String.format("%s%016x%n", standing == Standing.ASSUMED ? "?" : "", fingerprint);
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
    String[] lines = lines(file);
    SaltLine.Read salt = SaltLine.read(lines[0], keys);
    if (salt.missingKey() != null) {
      return forgetful(salt.missingKey());
    }
    if (salt.salt() == null) {
      return null;
    }
    StandingFile read = new StandingFile(file, keys, salt.salt(), null, syncing, true);
    for (String line : lines) {
      if (LINE.matcher(line).matches()) {
        boolean assumed = line.startsWith("?");
        read.standings.merge(
            Long.parseUnsignedLong(assumed ? line.substring(1) : line, 16),
            assumed ? Standing.ASSUMED : Standing.PROVEN,
            (before, now) -> before == Standing.PROVEN ? before : now);
      }
    }
    if (!salt.current()) {
      lines[0] = SaltLine.text(salt.salt(), keys);
      replace(file, String.join("\n", lines));
    }
    return read;
  }

  /** Not as ASCII: a reader that stumbles over one byte would give nothing of the rest. */
  private static String[] lines(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R", -1);
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
  private static void create(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path aside = writtenAside(file, text);
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
    // a stream, as an interrupt of the application's thread closes a channel
    try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.getFD().sync();
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
