package customerio.agent.commandline;

import java.util.List;

/** What one line of help cannot say. */
final class CommandNotes {

  private CommandNotes() {}

  /** A paragraph that begins with an empty line; empty for none. */
  static List<String> of(Command command) {
    return switch (command) {
      case LIST ->
          List.of(
              "",
              "Each JVM of this user is asked for its arguments; JMX is opened, on the loopback",
              "interface, in those that have the agent. With --all the others are shown, too.");
      case STATUS ->
          List.of(
              "",
              "Exit code: 0 UP or idle, 1 DEGRADED or PAUSED, 2 DOWN, 3 does not run.",
              "With --all that of the worst; with --watch --json one document a line.");
      case PROBE ->
          List.of(
              "",
              "By the connections of the application, without credential, at most once in ten",
              "seconds. Exit code: 0 all answer, 1 one of them does not.");
      case ATTACH ->
          List.of(
              "",
              "SETTINGS is what would stand behind -javaagent:customerio-agent.jar=, as in",
              "mode=observe,queue.dir=/var/lib/shop. It cannot be changed or taken out again",
              "until the process ends; paths are those of the process. HTTP clients that are in",
              "use are taken over, too.");
      case CHECK_CONFIG ->
          List.of(
              "",
              "As for an application that is started here, with FILE as its config file, with",
              "--settings as agent arguments, and with this environment.",
              "Exit code: 0 nothing to complain about, 1 something.");
      case DOCTOR ->
          List.of(
              "",
              "Of a running application, or of one that would be started here. Asks the hosts",
              "of Customer.io whether they are there, and, with a key, where its account lives;",
              "never anything with an effect. Keys come from --credentials, from the variable",
              DoctorCommand.KEY_VARIABLE + " (SITE_ID:API_KEY) or credentials.file.",
              "Exit code: 0 all is well, 1 WARN, 2 FAIL.");
      default -> List.of();
    };
  }
}
