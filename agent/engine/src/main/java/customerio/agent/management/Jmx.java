package customerio.agent.management;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Puts the agent into the platform's MBean server. */
public final class Jmx {
  private static final String ROOT = "customerio.agent:type=Agent";

  private Jmx() {}

  /**
   * Call it once the application runs: the server reads properties that an application server sets
   * as it starts.
   */
  public static void register(AgentMXBean bean, Consumer<String> log) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName(ROOT);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
      server.registerMBean(bean, name);
    } catch (JMException | LinkageError | RuntimeException unavailable) {
      log.accept(
          "no MBean "
              + ROOT
              + " ("
              + unavailable.getClass().getSimpleName()
              + "); everything else works; a jlink image needs the module java.management for it");
    }
  }
}
