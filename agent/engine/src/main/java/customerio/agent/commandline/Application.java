package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;

/** The application that a command is about. */
interface Application extends AutoCloseable {

  /** For people: {@code pid 4711 (shop.jar)} or the directory of one that is stopped. */
  String name();

  boolean isRunning();

  /**
   * @throws CommandFailure it has none yet
   */
  QueueOperations queue() throws CommandFailure;

  /**
   * @throws CommandFailure it does not run
   */
  RunningAgent agent() throws CommandFailure;

  @Override
  void close();
}
