package customerio.agent.log;

import customerio.agent.atrest.OwnerOnly;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The file of {@code log.file}: appended to, readable by its owner alone, and with the one before
 * it never larger than twice {@link #MOST_BYTES}. Not thread-safe.
 */
final class LogFile {
  static final long MOST_BYTES = 10L << 20;

  private final Path path;
  private final long mostBytes;
  private FileOutputStream out;
  private long bytes;

  LogFile(Path path) {
    this(path, MOST_BYTES);
  }

  LogFile(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
  }

  void append(Instant at, Level level, String line) throws IOException {
    String text =
        String.format(
            Locale.ROOT, "%s %-5s %s%n", at.truncatedTo(ChronoUnit.MILLIS), level.name(), line);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    open();
    if (bytes > 0 && bytes + encoded.length > mostBytes) {
      turnOver();
    }
    // one write for each line, so that those of several JVMs do not run into one another
    out.write(encoded);
    bytes += encoded.length;
  }

  private void turnOver() throws IOException {
    out.close();
    out = null;
    Files.move(
        path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    open();
  }

  /** Not a channel: the interrupt of an application's thread would close it for everybody. */
  private void open() throws IOException {
    if (out == null) {
      OwnerOnly.createFile(path);
      out = new FileOutputStream(path.toFile(), true);
      bytes = Files.size(path);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
