package customerio.agent.premain;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * The door of the command line, {@code java -jar customerio-agent.jar}. Like {@link Premain} it
 * runs on every JVM since Java 8, to be able to say that the JVM is too old.
 */
public final class Main {
  private static final String LAUNCHER = "customerio.agent.bootstrap.CommandLineLauncher";

  /** As in sysexits.h, EX_SOFTWARE: nothing the caller did. */
  private static final int FAULT = 70;

  private Main() {}

  public static void main(String[] arguments) {
    // Not by returning: a connection's threads would keep the JVM alive.
    System.exit(run(arguments));
  }

  /**
   * @return the exit code
   */
  static int run(String[] arguments) {
    try {
      String version = System.getProperty("java.specification.version");
      if (JavaVersion.isTooOld(version)) {
        say("needs Java 17 or newer and this is Java " + version + "; run it with a newer java");
        return FAULT;
      }
      Object exitCode =
          Class.forName(LAUNCHER)
              .getMethod("launch", String[].class)
              .invoke(null, (Object) arguments);
      return (Integer) exitCode;
    } catch (Throwable e) {
      Throwable root = e;
      while (root instanceof InvocationTargetException && root.getCause() != null) {
        root = root.getCause();
      }
      say("could not start: " + root);
      return FAULT;
    }
  }

  private static void say(String line) {
    PrintStream err = System.err;
    err.println("customerio-agent: " + line);
  }
}
