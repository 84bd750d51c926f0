package customerio.agent.commandline;

import java.util.List;

/** Where the application is that a command is about. */
interface Applications {

  /**
   * @throws CommandFailure there is none, or there are several and the request names none
   */
  Application find(Request request) throws CommandFailure;

  /**
   * @throws CommandFailure it does not run, not with the agent, or does not let itself be asked
   */
  Application find(JavaProcess process) throws CommandFailure;

  /** The JVMs of this user, by pid. */
  List<SeenProcess> all();

  /** Those that run with the agent. */
  default List<JavaProcess> running() {
    return all().stream()
        .filter(seen -> seen.presence() == Presence.THERE)
        .map(SeenProcess::process)
        .toList();
  }
}
