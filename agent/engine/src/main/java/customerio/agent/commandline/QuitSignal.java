package customerio.agent.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a mistyped pid from ending somebody's process: a JVM is asked to listen by SIGQUIT, which
 * ends every process that does not catch it. The attach API looks before since JDK 21 or so, and
 * that of JDK 17 does not.
 */
final class QuitSignal {
  private static final String CAUGHT = "SigCgt:";
  private static final String PIDS = "NSpid:";
  private static final int BIT = 1 << 2; // signal 3, counted from 1

  private QuitSignal() {}

  /**
   * Before any question of the attach API.
   *
   * @throws CommandFailure the process would be ended
   */
  static void spare(long pid) throws CommandFailure {
    if (!isExpected(Path.of("/proc", Long.toString(pid)))) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "process "
              + pid
              + " is no JVM, or one that has only just begun; it was not asked, as that could end"
              + " it; 'list --all' shows the JVMs of this user");
    }
  }

  /**
   * @param process its directory below {@code /proc}; true where there is none, as on other systems
   */
  static boolean isExpected(Path process) {
    try {
      String pid = "";
      boolean caught = true;
      for (String line :
          Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(CAUGHT)) {
          caught = (Long.parseUnsignedLong(value(line, CAUGHT), 16) & BIT) != 0;
        } else if (line.startsWith(PIDS)) {
          pid = value(line, PIDS);
        }
      }
      return caught || listens(process, pid);
    } catch (IOException | RuntimeException unknown) {
      return true;
    }
  }

  /**
   * With {@code -Xrs} a JVM catches nothing and listens from its beginning on; then it gets no
   * signal.
   *
   * @param pid as its own container counts
   */
  private static boolean listens(Path process, String pid) {
    return Files.exists(process.resolve("root/tmp/.java_pid" + pid));
  }

  /** The last one: of the innermost container. */
  private static String value(String line, String name) {
    String[] values = line.substring(name.length()).trim().split("\\s+");
    return values[values.length - 1];
  }
}
