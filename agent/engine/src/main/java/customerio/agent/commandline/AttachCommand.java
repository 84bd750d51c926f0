package customerio.agent.commandline;

import customerio.agent.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * {@code attach}: loads this jar into a JVM that runs. The agent cannot be taken out again, and
 * settings that it was given stay; so all that can be wrong is looked for before.
 */
final class AttachCommand {
  private static final int OLDEST_JAVA = 17;

  /** From here on the JVM warns when an agent is loaded so. */
  private static final int WARNING_JAVA = 21;

  private final Screen screen;
  private final AttachTarget.Opener targets;
  private final Path jar;
  private final String version;

  /**
   * @param jar of the agent, as seen from here
   */
  AttachCommand(Screen screen, AttachTarget.Opener targets, Path jar, String version) {
    this.screen = screen;
    this.targets = targets;
    this.jar = jar;
    this.version = version;
  }

  ExitCode carryOut(Request request) throws CommandFailure, IOException {
    long pid = request.pid();
    String settings = request.operands().isEmpty() ? "" : request.operands().get(0);
    refuseMistakes(settings);
    int java;
    boolean isThere;
    try (AttachTarget target = targets.open(pid)) {
      java = javaOf(target.properties());
      refuse(pid, java, target);
      load(pid, target, settings);
      isThere = target.properties().containsKey(AgentOption.ATTACHED);
    }
    if (!isThere) {
      screen.note(
          "process "
              + pid
              + " has loaded the agent, and it did not start; the standard error of the process"
              + " says why");
      return ExitCode.INCOMPLETE;
    }
    say(request, pid, settings, java);
    return ExitCode.DONE;
  }

  /** The agent itself would go on with a default and say so where nobody looks now. */
  private static void refuseMistakes(String settings) throws CommandFailure {
    List<String> problems = new ArrayList<>();
    SettingsReader.read(settings, new Properties(), Map.of(), problems::add);
    if (!problems.isEmpty()) {
      throw Request.usage("nothing was loaded: " + String.join("; ", problems));
    }
  }

  private static void refuse(long pid, int java, AttachTarget target)
      throws CommandFailure, IOException {
    if (java < OLDEST_JAVA) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "process "
              + pid
              + " is Java "
              + java
              + " and the agent needs Java "
              + OLDEST_JAVA
              + " or newer; nothing was loaded");
    }
    if (AgentOption.isThere(target.arguments(), target.properties())) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "process " + pid + " has the agent already; nothing was loaded; 'status' shows it");
    }
  }

  private void load(long pid, AttachTarget target, String settings) throws CommandFailure {
    try {
      target.load(jar.toString(), settings);
    } catch (IOException refused) {
      throw AttachRefusals.notLoaded(
          pid, jar.toString(), refused.getMessage(), Path.of("/proc", Long.toString(pid), "root"));
    }
  }

  private void say(Request request, long pid, String settings, int java) throws IOException {
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeNumberField("pid", pid);
            json.writeBooleanField("attached", true);
            json.writeStringField("version", version);
            json.writeEndObject();
          });
    } else {
      screen.line(
          "pid " + pid + ": agent " + version + " takes over its calls to Customer.io from now on");
    }
    screen.note(
        "this holds until the process ends; for good, start it with -javaagent:"
            + jar
            + (settings.isEmpty() ? "" : "=" + settings)
            + (java >= WARNING_JAVA
                ? "; the warning of Java " + java + " on its standard error is about this (JEP 451)"
                : ""));
  }

  /** 0 if it cannot be understood. */
  private static int javaOf(Properties properties) {
    String specification = properties.getProperty("java.specification.version", "");
    try {
      return Integer.parseInt(
          specification.startsWith("1.") ? specification.substring(2) : specification);
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }
}
