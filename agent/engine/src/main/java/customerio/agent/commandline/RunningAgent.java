package customerio.agent.commandline;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What can be asked of the agent only while its application runs. */
interface RunningAgent {

  Facts facts() throws IOException;

  void pause() throws IOException;

  void resume() throws IOException;

  /**
   * Sends what can be sent now.
   *
   * @return how many operations are left
   */
  long flush(Duration timeout) throws IOException;

  /** Has it ask its hosts whether they answer; one line each. */
  String probe() throws IOException;

  /**
   * What {@code /status.json} shows, as JSON.
   *
   * @return "" if the agent there is of a version without it
   */
  String document() throws IOException;

  /** Of those HTTP clients that the application has. */
  List<ClientUse> clients() throws IOException;

  /**
   * What became of one client's calls, since the application's start.
   *
   * @param mismatches versions that the agent there does not know
   */
  record ClientUse(String name, long answered, long relayed, long passed, long mismatches) {}

  /**
   * What its MBean says, since the application's start.
   *
   * @param health {@code UP}, {@code DEGRADED} or {@code DOWN}
   */
  record Facts(
      String version,
      String mode,
      String health,
      List<String> healthReasons,
      long accepted,
      long delivered,
      long deduplicated,
      long rejected,
      long suppressedFaults) {}
}
