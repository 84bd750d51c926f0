package customerio.jvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a JVM is to be started. Mutable; made for chaining. */
public final class JvmCommand {
  private final String program;
  private final String main;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path javaHome = Path.of(System.getProperty("java.home"));

  private JvmCommand(String program, String main) {
    this.program = program;
    this.main = main;
  }

  public static JvmCommand of(String main) {
    return new JvmCommand("java", main);
  }

  /** A tool of the JDK, with its arguments and nothing else. */
  public static JvmCommand tool(String tool, String... arguments) {
    return new JvmCommand(tool, null).arguments(arguments);
  }

  public JvmCommand javaHome(Path home) {
    javaHome = home;
    return this;
  }

  /** In the order in which {@code -javaagent} options are to stand; may be called again. */
  public JvmCommand agent(Path jar, String... settings) {
    String equals = settings.length == 0 ? "" : "=" + String.join(",", settings);
    return options("-javaagent:" + jar + equals);
  }

  /** A program that becomes the JVM, with its arguments. */
  public JvmCommand within(String... command) {
    prefix.addAll(Arrays.asList(command));
    return this;
  }

  public JvmCommand options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  public JvmCommand classPath(Path... more) {
    classPath.addAll(Arrays.asList(more));
    return this;
  }

  public JvmCommand arguments(String... more) {
    arguments.addAll(Arrays.asList(more));
    return this;
  }

  public JvmCommand environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public AgentJvm start() {
    List<String> command = new ArrayList<>(prefix);
    command.add(javaHome.resolve("bin").resolve(program).toString());
    command.addAll(options);
    if (main != null) {
      command.add("-cp");
      command.add(
          classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
      command.add(main);
    }
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What these hold is printed by the JVM, and would change what is tested.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    try {
      return new AgentJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
