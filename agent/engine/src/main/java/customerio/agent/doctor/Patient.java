package customerio.agent.doctor;

import customerio.agent.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The application that is looked at: one that runs, or one that would be started here.
 *
 * @param pid 0 if it does not run
 * @param java its {@code java.specification.version}
 * @param javaHome of the Java that runs it
 * @param directory against which its relative paths are resolved
 * @param jvmArguments of the JVM, in one string, as {@code jcmd PID VM.command_line} shows them; ""
 *     if it does not run
 * @param environment where JVMs find further arguments
 * @param settings as the agent would have them
 * @param problems what the agent would say about them
 * @param hasAgent whether it is in there; without meaning where nothing runs
 */
public record Patient(
    long pid,
    String java,
    Path javaHome,
    Path directory,
    String jvmArguments,
    Map<String, String> environment,
    Settings settings,
    List<String> problems,
    boolean hasAgent) {

  boolean isRunning() {
    return pid != 0;
  }

  /** Holds arguments, which may be secrets of other agents. */
  @Override
  public String toString() {
    return "Patient[" + pid + ']';
  }
}
