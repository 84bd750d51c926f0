package customerio.agent.commandline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Why a JVM cannot be attached to, and what can be done about it. */
final class AttachRefusals {
  private static final String ROOT = "root";

  private AttachRefusals() {}

  /** The JVM obeys its own user alone, and waits in silence when somebody else asks. */
  static void refuseOtherUsers(long pid, String owner, String user) throws CommandFailure {
    if (owner.isEmpty() || owner.equals(user) || user.equals(ROOT)) {
      return;
    }
    throw new CommandFailure(
        ExitCode.UNREACHABLE,
        "process "
            + pid
            + " belongs to user "
            + owner
            + " and this is "
            + user
            + "; run this as "
            + owner
            + ": sudo -u "
            + owner
            + " java -jar ...");
  }

  static CommandFailure notAsked(long pid, String why) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "process "
            + pid
            + " does not let itself be asked ("
            + why
            + "): it is no HotSpot JVM, runs with -XX:+DisableAttachMechanism, is stopped, or is in"
            + " another container; in a container run this inside of it, or start the application"
            + " with -javaagent");
  }

  /**
   * @param words of the JVM or of the attach API
   * @param root the file system as the process sees it: {@code /proc/PID/root}
   */
  static CommandFailure notLoaded(long pid, String jar, String words, Path root) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("dynamic agent loading is not enabled")) {
      return new CommandFailure(
          ExitCode.REFUSED,
          "process "
              + pid
              + " was started with -XX:-EnableDynamicAgentLoading (JEP 451) and takes no agent"
              + " while it runs; start it with -javaagent:"
              + jar);
    }
    boolean isElsewhere = Files.isDirectory(root) && !Files.exists(root.resolve(jar.substring(1)));
    if (isElsewhere || lower.contains("agent jar not found")) {
      return new CommandFailure(
          ExitCode.REFUSED,
          "process "
              + pid
              + " does not see "
              + jar
              + ", as it is in another container or may not read it; copy the jar to where it can,"
              + " and run this there");
    }
    return new CommandFailure(
        ExitCode.REFUSED,
        "process "
            + pid
            + " did not load the agent ("
            + words
            + "); its standard error may say more; start it with -javaagent:"
            + jar);
  }
}
