package customerio.agent.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Reads the file that {@code routing.file} names. Whatever is wrong in it is one line, and then
 * nothing is routed: half a plan would send people to places where nobody wants them.
 */
final class RoutingFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final String CONSEQUENCE =
      "; routing is off and calls go where they are called; correct it and restart";

  private RoutingFile() {}

  /**
   * @param fingerprint of an {@code Authorization} value; learns it
   * @return null when there is anything wrong in it
   */
  static Plan read(Path file, ToLongFunction<String> fingerprint, Consumer<String> log) {
    List<String> lines;
    try {
      warnIfShared(file, log);
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException unreadable) {
      log.accept(
          "routing.file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + ')'
              + CONSEQUENCE);
      return null;
    }
    PlanReader reader = new PlanReader(fingerprint);
    Plan plan = reader.read(lines);
    reader
        .problems()
        .forEach(problem -> log.accept("routing.file " + file + ", " + problem + CONSEQUENCE));
    return plan;
  }

  private static void warnIfShared(Path file, Consumer<String> log) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      log.accept(
          "routing.file "
              + file
              + " holds credentials and is open to other users of this machine; it is used all the"
              + " same; run chmod 600 on it");
    }
  }
}
