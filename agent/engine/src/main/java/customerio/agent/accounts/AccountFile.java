package customerio.agent.accounts;

import customerio.agent.customerio.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The file {@code regions} in the application's queue directory: a line for each thing learned, the
 * salted fingerprint of a credential and {@code us}, {@code eu} or {@code -} (forgotten). The last
 * line of a credential counts. Append-only, so that JVMs may share it; the directory is private.
 */
final class AccountFile {
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{16} (us|eu|-)");
  private static final OpenOption[] APPEND = {
    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND
  };

  private final Path file;

  AccountFile(Path directory) {
    this.file = directory.resolve("regions");
  }

  /**
   * What earlier runs learned.
   *
   * @param log told one line when some of it cannot be read
   */
  Map<Long, Region> read(Consumer<String> log) {
    Map<Long, Region> regions = new HashMap<>();
    int damaged = 0;
    try {
      // not as ASCII: a reader that stumbles over one byte would give nothing of the rest
      for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R")) {
        if (LINE.matcher(line).matches()) {
          apply(line, regions);
        } else if (!line.isBlank()) {
          damaged++;
        }
      }
    } catch (NoSuchFileException nothingLearnedYet) {
      return regions;
    } catch (IOException | RuntimeException unreadable) {
      log.accept(
          "the file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); Customer.io is asked again in which region accounts are; make it readable for"
              + " this user or delete it");
      return regions;
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
    return regions;
  }

  /**
   * Not remembering costs one question in the next run, so a failure is no trouble.
   *
   * @param region null = forget
   */
  void remember(long fingerprint, Region region) {
    String word = region == null ? "-" : region.name().toLowerCase(Locale.ROOT);
    // the line break comes first, as another JVM may have died while it wrote a line
    String line = String.format("%n%016x %s%n", fingerprint, word);
    try {
      Files.writeString(file, line, StandardCharsets.US_ASCII, APPEND);
    } catch (IOException | RuntimeException notRemembered) {
      // nothing depends on it
    }
  }

  private static void apply(String line, Map<Long, Region> regions) {
    long fingerprint = Long.parseUnsignedLong(line.substring(0, 16), 16);
    String word = line.substring(17);
    if (word.equals("-")) {
      regions.remove(fingerprint);
    } else {
      regions.put(fingerprint, Region.valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }
}
