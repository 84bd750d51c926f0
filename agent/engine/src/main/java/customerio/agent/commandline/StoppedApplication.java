package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;

/** The queue directory of an application that does not run, or of one that is only looked at. */
final class StoppedApplication implements Application {
  private final String directory;
  private final QueueOperations queue;

  StoppedApplication(String directory, QueueOperations queue) {
    this.directory = directory;
    this.queue = queue;
  }

  @Override
  public String name() {
    return directory;
  }

  @Override
  public boolean isRunning() {
    return false;
  }

  @Override
  public QueueOperations queue() {
    return queue;
  }

  @Override
  public RunningAgent agent() throws CommandFailure {
    throw new CommandFailure(
        ExitCode.NOT_FOUND,
        "only a running application delivers; this is a directory: " + directory);
  }

  @Override
  public void close() {
    // whoever changes something in it holds it only meanwhile
  }
}
