package customerio.agent.premain;

/**
 * Tells the tools that come with a JDK (keytool, jcmd, javac, …) from applications. With {@code
 * JAVA_TOOL_OPTIONS=-javaagent:…} in an environment they all start with the agent, and scripts
 * parse what they print.
 *
 * <p>To see how a tool presents itself: {@code JAVA_TOOL_OPTIONS=-XshowSettings:properties keytool
 * 2>&1 | grep -E 'sun.java.command|jdk.module.main'}.
 */
final class JdkTools {
  private static final String[] TOOL_PACKAGES = {"sun.", "jdk.", "com.sun.tools."};

  /** {@code java Application.java}: the main class is javac's, the program is the user's. */
  private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

  private JdkTools() {}

  /**
   * @param command the property {@code sun.java.command}, "module/class arguments", or null
   * @param mainModule the property {@code jdk.module.main}, or null
   */
  static boolean isToolOfTheJdk(String command, String mainModule) {
    String mainClass = command == null ? "" : mainClass(command);
    if (mainClass.startsWith(SOURCE_LAUNCHER)) {
      return false;
    }
    if (mainModule != null && (mainModule.startsWith("jdk.") || mainModule.startsWith("java."))) {
      return true;
    }
    for (String tool : TOOL_PACKAGES) {
      if (mainClass.startsWith(tool)) {
        return true;
      }
    }
    return false;
  }

  /** Empty for a jar: its path may begin like anything. */
  private static String mainClass(String command) {
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    String withoutModule = first.substring(first.indexOf('/') + 1);
    boolean isPath = withoutModule.indexOf('/') >= 0 || first.endsWith(".jar");
    return isPath ? "" : withoutModule;
  }
}
