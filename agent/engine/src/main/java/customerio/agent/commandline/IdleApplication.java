package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;

/**
 * An application that was started with the agent and has not needed it yet: the engine is built at
 * the first call to Customer.io, or for a backlog.
 */
final class IdleApplication implements Application {
  static final String HEALTH = "IDLE";

  static final String WHY =
      "it runs with the agent and has not called Customer.io yet, nor has it a backlog";

  private final String name;

  IdleApplication(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public QueueOperations queue() throws CommandFailure {
    throw nothingYet();
  }

  @Override
  public RunningAgent agent() throws CommandFailure {
    throw nothingYet();
  }

  @Override
  public void close() {
    // nothing is open
  }

  private CommandFailure nothingYet() {
    return new CommandFailure(ExitCode.NOT_FOUND, name + ": " + WHY);
  }
}
