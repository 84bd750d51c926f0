package customerio.agent.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** Opens the isolated loader and starts the agent in it. */
public final class Launcher {
  private static final String START = "customerio.agent.instrumentation.AgentStart";

  private Launcher() {}

  /** Called by name: the class that decides whether to start also runs where this one cannot. */
  public static void launch(String arguments, Instrumentation instrumentation, File agentJar)
      throws Exception {
    ClassLoader loader = new AgentClassLoader(agentJar, Launcher.class.getProtectionDomain());
    loader
        .loadClass(START)
        .getMethod("start", String.class, Instrumentation.class, File.class)
        .invoke(null, arguments, instrumentation, agentJar);
  }
}
