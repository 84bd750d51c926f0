package customerio.agent.bootstrap;

/**
 * Opens the isolated loader and starts the command line in it. Apart from {@link Launcher}, which
 * needs the module java.instrument.
 */
public final class CommandLineLauncher {
  private static final String START = "customerio.agent.CommandLineStart";

  private CommandLineLauncher() {}

  /**
   * Called by name, as by a class that also runs where this one cannot load.
   *
   * <p>There is no application here to be kept apart from, and {@code jdk.attach}, with which
   * running JVMs are found, belongs to the application's loader.
   *
   * @return the exit code
   */
  public static int launch(String[] arguments) throws Exception {
    Object exitCode =
        AgentClassLoader.open(ClassLoader.getSystemClassLoader())
            .loadClass(START)
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
    return (Integer) exitCode;
  }
}
