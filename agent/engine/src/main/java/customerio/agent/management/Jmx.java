package customerio.agent.management;

import java.util.function.Consumer;

/** Puts the agent into the platform's MBean server, where there is one. */
public final class Jmx {
  private static final String ROOT = "customerio.agent:type=Agent";
  private static final String OBSERVATION = "customerio.agent:type=Observation";
  private static final String QUEUE = "customerio.agent:type=Queue";
  private static final String ROUTING = "customerio.agent:type=Routing";
  private static final String WEBHOOKS = "customerio.agent:type=Webhooks";

  private Jmx() {}

  /**
   * Call it once the application runs: the server reads properties that an application server sets
   * as it starts.
   *
   * @return whether there is such a server; else that is said, and once is enough
   */
  public static boolean register(
      AgentMXBean bean, ObservationMXBean observation, Consumer<String> log) {
    return register(ROOT, bean, log) && register(OBSERVATION, observation, log);
  }

  /** The same for a bean of its own, which is there only while calls are routed. */
  public static void register(RoutingMXBean bean, Consumer<String> log) {
    register(ROUTING, bean, log);
  }

  /** The same for a bean of its own, which is there only while webhooks are verified. */
  public static void register(WebhooksMXBean bean, Consumer<String> log) {
    register(WEBHOOKS, bean, log);
  }

  /** The same for the operator's hands on the queue. */
  public static void register(QueueMXBean bean, Consumer<String> log) {
    register(QUEUE, bean, log);
  }

  private static boolean register(String name, Object bean, Consumer<String> log) {
    try {
      // A class of its own, as one that names javax.management fails to link without that module.
      Registration.of(name, bean);
      return true;
    } catch (Exception | LinkageError unavailable) {
      log.accept(
          "no MBean "
              + name
              + " ("
              + unavailable.getClass().getSimpleName()
              + "); everything else works; a jlink image needs the module java.management for it");
      return false;
    }
  }
}
