package customerio.tests.contract.webhooks;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The agent's beans in another JVM, as JConsole sees them. */
public final class Beans implements AutoCloseable {
  /**
   * Looks, at least a millisecond apart. Not a measure of anything: the agent shows its beans a
   * moment after the first webhook.
   */
  private static final int PATIENCE = 60_000;

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
        // leaves the processor to what is waited for
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** An operation without parameters. */
  public void does(String bean, String operation) throws IOException, JMException {
    server.invoke(
        new ObjectName("customerio.agent:type=" + bean), operation, new Object[0], new String[0]);
  }

  /** How many objects of that class are left when all garbage is collected. */
  public long live(String type) throws IOException, JMException {
    String histogram =
        (String)
            server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {null},
                new String[] {String[].class.getName()});
    // "   7:     2     480  org.apache.…ParallelWebappClassLoader (java.base@17)"
    return histogram
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
