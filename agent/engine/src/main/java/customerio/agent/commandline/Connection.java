package customerio.agent.commandline;

import java.io.IOException;
import java.net.MalformedURLException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of another JVM. */
final class Connection implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private Connection(JMXConnector connector, MBeanServerConnection server) {
    this.connector = connector;
    this.server = server;
  }

  /**
   * @param url {@code service:jmx:…}
   */
  static Connection open(String url) throws CommandFailure {
    JMXServiceURL address;
    try {
      address = new JMXServiceURL(url);
    } catch (MalformedURLException e) {
      throw Request.usage(
          "not a JMX address: '"
              + url
              + "'; one is service:jmx:rmi:///jndi/rmi://host:9010/jmxrmi");
    }
    try {
      JMXConnector connector = JMXConnectorFactory.connect(address);
      return new Connection(connector, connector.getMBeanServerConnection());
    } catch (IOException | SecurityException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, "no connection by JMX: " + e.getMessage());
    }
  }

  boolean has(String name) throws IOException {
    return server.isRegistered(name(name));
  }

  Bean bean(String name) {
    return new Bean(server, name(name));
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // the JVM there has ended; the result is here
    }
  }

  private static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
