package customerio.agent.bootstrap;

import java.lang.instrument.Instrumentation;

/** Opens the isolated loader and starts the agent in it. */
public final class Launcher {
  private static final String START = "customerio.agent.instrumentation.AgentStart";

  private Launcher() {}

  /**
   * Called by name: the class that decides whether to start also runs where this one cannot load.
   *
   * <p>The parameters, here and further in, are those of {@code premain}: since JDK 18 each new
   * shape of a reflective call costs a dozen generated classes, and that one was paid for.
   */
  public static void launch(String arguments, Instrumentation instrumentation) throws Exception {
    AgentClassLoader.open(ClassLoader.getPlatformClassLoader())
        .loadClass(START)
        .getMethod("start", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }
}
