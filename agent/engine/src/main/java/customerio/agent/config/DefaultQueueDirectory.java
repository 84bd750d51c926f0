package customerio.agent.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The queue's place when none is set: one per application, in the user's home. Never the system's
 * temporary directory, which is readable by others and emptied on reboot.
 */
public final class DefaultQueueDirectory {

  private DefaultQueueDirectory() {}

  /** Where the queues of all applications are that this user starts and that set none. */
  public static Path ofAllApplications() {
    return path().getParent();
  }

  static Path path() {
    return path(
        System.getProperty("user.home"),
        System.getProperty("sun.java.command", ""),
        System.getProperty("user.dir"));
  }

  /**
   * Two applications of one user must not share a queue (credentials are per application), so the
   * name carries main class or jar and, as a checksum, the directory it was started in.
   */
  public static Path path(String home, String command, String workingDirectory) {
    // "?" is what the JVM says in containers whose user has no entry and no HOME
    boolean homeless = home == null || home.isBlank() || home.equals("?");
    String main = command.isBlank() ? "java" : command.trim().split("\\s+")[0];
    CRC32 place = new CRC32();
    place.update((main + '\n' + workingDirectory).getBytes(StandardCharsets.UTF_8));
    String name = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(
        homeless ? workingDirectory : home,
        ".customerio-agent",
        safe + '-' + String.format("%08x", place.getValue()));
  }
}
