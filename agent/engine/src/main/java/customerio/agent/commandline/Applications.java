package customerio.agent.commandline;

import java.util.List;

/** Where the application is that a command is about. */
interface Applications {

  /**
   * @throws CommandFailure there is none, or there are several and the request names none
   */
  Application find(Request request) throws CommandFailure;

  /** The JVMs of this user that run with the agent. */
  List<JavaProcess> running();
}
