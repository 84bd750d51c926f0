package customerio.agent.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Opens the isolated loader and starts the agent, or the command line, in it. */
public final class Launcher {
  private static final String START = "customerio.agent.instrumentation.AgentStart";

  private static final String COMMAND_LINE = "customerio.agent.CommandLineStart";

  private Launcher() {}

  /**
   * Called by name: the class that decides whether to start also runs where this one cannot load.
   *
   * <p>The parameters, here and further in, are those of {@code premain}: since JDK 18 each new
   * shape of a reflective call costs a dozen generated classes, and that one was paid for.
   */
  public static void launch(String arguments, Instrumentation instrumentation) throws Exception {
    open(ClassLoader.getPlatformClassLoader())
        .loadClass(START)
        .getMethod("start", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }

  /**
   * Called by name, too.
   *
   * <p>There is no application here to be kept apart from, and {@code jdk.attach}, with which
   * running JVMs are found, belongs to the application's loader.
   *
   * @return the exit code
   */
  public static int commandLine(String[] arguments) throws Exception {
    Object exitCode =
        open(ClassLoader.getSystemClassLoader())
            .loadClass(COMMAND_LINE)
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
    return (Integer) exitCode;
  }

  private static AgentClassLoader open(ClassLoader parent) throws Exception {
    ProtectionDomain domain = Launcher.class.getProtectionDomain();
    File agentJar = new File(domain.getCodeSource().getLocation().toURI());
    return new AgentClassLoader(agentJar, domain, parent);
  }
}
