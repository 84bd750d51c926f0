package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;

/** The queue directory of an application that does not run. */
final class StoppedApplication implements Application {
  private final String name;
  private final StoppedQueue queue;

  StoppedApplication(String name, StoppedQueue queue) {
    this.name = name;
    this.queue = queue;
  }

  /** A queue that is opened for a while. */
  interface StoppedQueue extends AutoCloseable {
    QueueOperations operations();

    @Override
    void close();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRunning() {
    return false;
  }

  @Override
  public QueueOperations queue() {
    return queue.operations();
  }

  @Override
  public RunningAgent agent() throws CommandFailure {
    throw new CommandFailure(
        ExitCode.NOT_FOUND, "only a running application delivers; this is a directory: " + name);
  }

  @Override
  public void close() {
    queue.close();
  }
}
