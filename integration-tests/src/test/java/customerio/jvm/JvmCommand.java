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
  private boolean provokesFaults;
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

  /**
   * In the order in which {@code -javaagent} options are to stand; may be called again.
   *
   * <p>Calls wait for the agent's start as long as it takes: on a machine with more tests than
   * cores, how long that is says nothing.
   */
  public JvmCommand agent(Path jar, String... settings) {
    options("-Dcustomerio.agent.start.timeout=100s");
    String equals = settings.length == 0 ? "" : "=" + String.join(",", settings);
    return options("-javaagent:" + jar + equals);
  }

  /** A program that becomes the JVM, with its arguments. */
  public JvmCommand within(String... command) {
    prefix.addAll(Arrays.asList(command));
    return this;
  }

  /** In a life of seconds a compiler that thinks longer, and threads that collect, do not pay. */
  public JvmCommand shortLived() {
    return options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
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

  /** Faults of the agent are what the test is about; else one that is suppressed fails the test. */
  public JvmCommand provokesFaults() {
    provokesFaults = true;
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
      return new AgentJvm(builder.start(), provokesFaults);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
