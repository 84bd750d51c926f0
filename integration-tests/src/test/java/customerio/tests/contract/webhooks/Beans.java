package customerio.tests.contract.webhooks;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The agent's beans in another JVM, as JConsole sees them. */
public final class Beans implements AutoCloseable {
  /** Not a measure of anything: the agent shows its beans a moment after the first webhook. */
  private static final int PATIENCE = 10_000;

  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private Beans(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  public static Beans of(long pid) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
    try {
      return new Beans(
          JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
    } finally {
      jvm.detach();
    }
  }

  /** Once the bean is there. */
  public Object get(String bean, String attribute) throws IOException, JMException {
    for (int i = 1; ; i++) {
      try {
        return server.getAttribute(new ObjectName("customerio.agent:type=" + bean), attribute);
      } catch (InstanceNotFoundException notYet) {
        if (i == PATIENCE) {
          throw notYet;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
