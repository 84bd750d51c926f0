package customerio.agent.management;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Needs the module java.management. */
final class Registration {

  private Registration() {}

  static void of(String objectName, Object bean) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(objectName);
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
    server.registerMBean(
        bean instanceof QueueMXBean queue ? new DescribedBean<>(queue, QueueMXBean.class) : bean,
        name);
  }
}
