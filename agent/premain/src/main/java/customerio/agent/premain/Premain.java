package customerio.agent.premain;

import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * The door of the agent: decides whether to come in at all.
 *
 * <p>A Premain-Class that the JVM cannot load, or that throws, ends the application before it
 * begins (exit code 134). So this class runs on every JVM since Java 8, refers to newer code only
 * by name, and lets no throwable out.
 */
public final class Premain {
  private static final String LAUNCHER = "customerio.agent.bootstrap.Launcher";

  /**
   * For whoever asks from outside which JVMs have the agent: of one that was attached, no argument
   * of the JVM tells. Not among our settings, which begin with {@code customerio.agent.}
   */
  private static final String ATTACHED = "customerio-agent.attached";

  private static boolean attached;

  private Premain() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    enter(arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached to a running application. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    if (enter(arguments, instrumentation)) {
      try {
        System.setProperty(ATTACHED, "true");
      } catch (RuntimeException denied) {
        // not SecurityException, which the verifier would load at the start of every JVM;
        // who looks for it takes the process for one without the agent, and can still name it
      }
    }
  }

  /**
   * @return whether the agent was started
   */
  private static boolean enter(String arguments, Instrumentation instrumentation) {
    try {
      String command = System.getProperty("sun.java.command");
      if (JdkTools.isToolOfTheJdk(command, System.getProperty("jdk.module.main"))
          || OwnCommandLine.isIt(command, System.getProperty("java.class.path"))) {
        return false;
      }
      if (StartSwitch.of(arguments).isOff()) {
        return false;
      }
      String version = System.getProperty("java.specification.version");
      if (JavaVersion.isTooOld(version)) {
        say(
            "needs Java 17 or newer and this is Java "
                + version
                + "; the application runs without it");
        return false;
      }
      if (isSecondAttach()) {
        say("is attached already; this second -javaagent or attach is ignored");
        return false;
      }
      launch(arguments, instrumentation);
      return true;
    } catch (Throwable e) {
      say("could not start: " + rootOf(e) + "; the application runs without it");
      return false;
    }
  }

  private static synchronized boolean isSecondAttach() {
    boolean second = attached;
    attached = true;
    return second;
  }

  private static void launch(String arguments, Instrumentation instrumentation) throws Exception {
    Class.forName(LAUNCHER)
        .getMethod("launch", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }

  private static Throwable rootOf(Throwable fault) {
    Throwable root = fault;
    while (root instanceof InvocationTargetException && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Standard error, and not a logger: one started here would be configured before its time. */
  private static void say(String line) {
    PrintStream err = System.err;
    err.println("[customerio-agent] " + line);
  }
}
