package customerio.agent.accounts;

import customerio.agent.atrest.OwnerOnly;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The file {@code accounts} in the application's queue directory: a line for each thing learned,
 * the salted fingerprint of a credential and what is known of it. The last line of its kind counts.
 * Append-only, so that JVMs may share it; closed to other users.
 *
 * <pre>
 *   0123456789abcdef eu    its account lives in the EU; us, or - for forgotten
 *   0123456789abcdef !us   a write key that Pipelines' host in the US does not know; !- for good again
 * </pre>
 */
final class AccountFile {
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{16} !?(us|eu|-)");

  /**
   * @param regions where accounts live
   * @param refusedKeys write keys that were found wrong, and the region in which they are used
   */
  record Learned(Map<Long, Region> regions, Map<Long, Region> refusedKeys) {}

  private final Path file;

  AccountFile(Path directory) {
    this.file = directory.resolve("accounts");
  }

  /**
   * What earlier runs learned.
   *
   * @param log told one line when some of it cannot be read
   */
  Learned read(Consumer<String> log) {
    Learned learned = new Learned(new HashMap<>(), new HashMap<>());
    int damaged = 0;
    try {
      // not as ASCII: a reader that stumbles over one byte would give nothing of the rest
      for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R")) {
        if (LINE.matcher(line).matches()) {
          apply(line, learned);
        } else if (!line.isBlank()) {
          damaged++;
        }
      }
    } catch (NoSuchFileException nothingLearnedYet) {
      return learned;
    } catch (IOException | RuntimeException unreadable) {
      log.accept(
          "the file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); Customer.io is asked again in which region accounts are; make it readable for"
              + " this user or delete it");
      return learned;
    }
    if (damaged > 0) {
      log.accept(
          "the file "
              + file
              + " has "
              + damaged
              + " damaged lines, which are ignored; Customer.io is asked again in which region those"
              + " accounts are; nothing needs to be done");
    }
    return learned;
  }

  /**
   * Not remembering costs one question in the next run, so a failure is no trouble.
   *
   * @param region null = forget
   */
  void remember(long fingerprint, Region region) {
    append(fingerprint, word(region));
  }

  /**
   * @param calledRegion where the key is used and not known; null = it is good again
   */
  void rememberRefused(long fingerprint, Region calledRegion) {
    append(fingerprint, '!' + word(calledRegion));
  }

  private void append(long fingerprint, String word) {
    // the line break comes first, as another JVM may have died while it wrote a line
    String line = String.format("%n%016x %s%n", fingerprint, word);
    try {
      OwnerOnly.createFile(file);
      Files.writeString(file, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    } catch (IOException | RuntimeException notRemembered) {
      // nothing depends on it
    }
  }

  private static void apply(String line, Learned learned) {
    long fingerprint = Long.parseUnsignedLong(line.substring(0, 16), 16);
    boolean aboutKey = line.charAt(17) == '!';
    Map<Long, Region> known = aboutKey ? learned.refusedKeys() : learned.regions();
    String word = line.substring(aboutKey ? 18 : 17);
    if (word.equals("-")) {
      known.remove(fingerprint);
    } else {
      known.put(fingerprint, Region.valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }

  private static String word(Region region) {
    return region == null ? "-" : region.name().toLowerCase(Locale.ROOT);
  }
}
