package customerio.agent.queue.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of these tests in a process of its own. */
final class AnotherJvm {
  private static final List<String> VARIABLES_WITH_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private AnotherJvm() {}

  /** Of the same Java, with the same classes. */
  static ProcessBuilder of(List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    // the options of whoever runs the tests: a JVM adds them to these, and says so in its output
    process.environment().keySet().removeAll(VARIABLES_WITH_OPTIONS);
    return process;
  }
}
