package customerio.agent.premain;

import java.io.File;

/**
 * Tells our own command line, {@code java -jar customerio-agent.jar status}, from applications. A
 * container's environment often says {@code JAVA_TOOL_OPTIONS=-javaagent:…}, and who looks at the
 * application from a shell in it must not start another agent.
 */
final class OwnCommandLine {
  private static final String NAME = "customerio-agent";

  private OwnCommandLine() {}

  /**
   * @param command the property {@code sun.java.command}, or null
   * @param classPath the property {@code java.class.path}; behind {@code -jar} it begins with the
   *     jar, spelled as in the command, and the JVM appends those of agents
   */
  static boolean isIt(String command, String classPath) {
    if (command == null || classPath == null) {
      return false;
    }
    int end = classPath.indexOf(File.pathSeparatorChar);
    String jar = end < 0 ? classPath : classPath.substring(0, end);
    int slash = Math.max(jar.lastIndexOf('/'), jar.lastIndexOf('\\'));
    return jar.startsWith(NAME, slash + 1)
        && jar.endsWith(".jar")
        && command.startsWith(jar)
        && (command.length() == jar.length() || command.charAt(jar.length()) == ' ');
  }
}
