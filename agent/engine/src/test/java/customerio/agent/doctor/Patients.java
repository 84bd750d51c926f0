package customerio.agent.doctor;

import customerio.agent.config.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Healthy but for what a test says. */
final class Patients {
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private Patients() {}

  /** One that would be started with these settings. */
  static Patient with(String... settings) {
    return of(0, "17", JAVA_HOME, Path.of("/"), "", Map.of(), true, settings);
  }

  /** One that runs so, as this very process. */
  static Patient running(String jvmArguments, boolean hasAgent, String... settings) {
    long pid = ProcessHandle.current().pid();
    return of(pid, "17", JAVA_HOME, Path.of("/"), jvmArguments, Map.of(), hasAgent, settings);
  }

  static Patient of(
      long pid,
      String java,
      Path javaHome,
      Path directory,
      String jvmArguments,
      Map<String, String> environment,
      boolean hasAgent,
      String... settings) {
    List<String> problems = new ArrayList<>();
    return new Patient(
        pid,
        java,
        javaHome,
        directory,
        jvmArguments,
        environment,
        SettingsReader.read(String.join(",", settings), new Properties(), Map.of(), problems::add),
        problems,
        hasAgent);
  }
}
