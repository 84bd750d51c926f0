package customerio.agent.management;

import java.util.function.Consumer;

/** Puts the agent into the platform's MBean server, where there is one. */
public final class Jmx {
  private static final String ROOT = "customerio.agent:type=Agent";
  private static final String OBSERVATION = "customerio.agent:type=Observation";

  private Jmx() {}

  /**
   * Call it once the application runs: the server reads properties that an application server sets
   * as it starts.
   */
  public static void register(
      AgentMXBean bean, ObservationMXBean observation, Consumer<String> log) {
    try {
      // A class of its own, as one that names javax.management fails to link without that module.
      Registration.of(ROOT, bean);
      Registration.of(OBSERVATION, observation);
    } catch (Exception | LinkageError unavailable) {
      log.accept(
          "no MBean "
              + ROOT
              + " ("
              + unavailable.getClass().getSimpleName()
              + "); everything else works; a jlink image needs the module java.management for it");
    }
  }
}
