package customerio.agent.management;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What tests leave in the server of this JVM would be another copy of the agent to the next. */
final class OurBeans {
  static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private OurBeans() {}

  static void remove() throws JMException {
    for (ObjectName name : SERVER.queryNames(new ObjectName("customerio.agent:*"), null)) {
      SERVER.unregisterMBean(name);
    }
  }
}
