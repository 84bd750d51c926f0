package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.log.AgentLog;
import customerio.agent.log.Level;
import customerio.agent.log.Log;
import java.time.Clock;
import java.util.Map;

/** Where the loaders hand over to the product. */
public final class Agent {

  private Agent() {}

  /**
   * Cheap: reads nothing and starts one sleeping thread. Settings are read at the first HTTP call
   * of the application, and everything else is built at its first call to Customer.io.
   *
   * @param arguments what stands behind the equals sign of {@code -javaagent:…=}; may be null
   * @param backlogAfterMillis until it is looked for a backlog that no call has woken
   */
  public static CallTaker create(String arguments, long backlogAfterMillis) {
    Clock clock = Clock.systemUTC();
    AgentLog log = new AgentLog(System.err, clock);
    Map<String, String> environment = System.getenv();
    LazyAgent agent =
        new LazyAgent(() -> settings(arguments, environment, log), new RealEngine(clock, log), log);
    new BacklogWatch(agent, backlogAfterMillis, log).start();
    return agent;
  }

  private static Settings settings(
      String arguments, Map<String, String> environment, AgentLog log) {
    Settings settings =
        SettingsReader.read(
            arguments, System.getProperties(), environment, Log.of(log).at(Level.WARN));
    log.settle(settings.logging().level(), settings.logging().file());
    return settings;
  }
}
