package customerio.agent;

import customerio.agent.commandline.CommandLine;

/** Where the loaders hand over to the command line. */
public final class CommandLineStart {

  private CommandLineStart() {}

  /**
   * Called by name from outside the loader.
   *
   * @return the exit code
   */
  public static int run(String[] arguments) {
    return CommandLine.standard(Version.text()).run(arguments);
  }
}
