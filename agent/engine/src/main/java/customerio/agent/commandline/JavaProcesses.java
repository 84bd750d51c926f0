package customerio.agent.commandline;

import java.util.List;

/**
 * The running JVMs of this user. Every method may throw {@link NoClassDefFoundError}: a JRE has not
 * what is needed to ask them.
 */
interface JavaProcesses {

  /** All but this one, by pid. Each is asked for its arguments; nothing is started in it. */
  List<SeenProcess> all();

  /** Those with the agent, by pid. */
  default List<JavaProcess> withAgent() {
    return all().stream()
        .filter(seen -> seen.presence() == Presence.THERE)
        .map(SeenProcess::process)
        .toList();
  }

  /** Whether it is in that one. */
  boolean hasAgent(long pid);

  JavaProcess of(long pid);

  /**
   * Where its MBeans can be asked from this host; opens that door if it is still shut, as JConsole
   * does: on the loopback interface, for its own user.
   *
   * @return {@code service:jmx:…}
   * @throws CommandFailure there is no such process, or it does not let itself be asked
   */
  String address(long pid) throws CommandFailure;
}
