package customerio.tests.management;

import com.sun.tools.attach.VirtualMachine;
import customerio.jvm.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What JConsole does with a process id, without its windows. Knows no class of the agent. */
public final class AttachedJmx implements AutoCloseable {
  private static final String DOMAIN = "customerio.agent:";
  private static final long HANGS_SECONDS = 60;

  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final BlockingQueue<Notification> news = new LinkedBlockingQueue<>();
  private final List<Notification> passedOver = new ArrayList<>();

  private AttachedJmx(JMXConnector connector) throws Exception {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  public static AttachedJmx to(long pid) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try {
      String address = machine.startLocalManagementAgent();
      return new AttachedJmx(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    } finally {
      machine.detach();
    }
  }

  /** Of our domain, without it, sorted. */
  List<String> beans() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (ObjectName name : server.queryNames(new ObjectName(DOMAIN + "*"), null)) {
      names.add(name.getKeyPropertyListString());
    }
    return new ArrayList<>(names);
  }

  MBeanServerConnection server() {
    return server;
  }

  static ObjectName name(String bean) throws Exception {
    return new ObjectName(DOMAIN + bean);
  }

  public Object get(String bean, String attribute) throws Exception {
    return server.getAttribute(name(bean), attribute);
  }

  void set(String bean, String attribute, Object value) throws Exception {
    server.setAttribute(name(bean), new Attribute(attribute, value));
  }

  public Object invoke(String bean, String operation) throws Exception {
    return server.invoke(name(bean), operation, new Object[0], new String[0]);
  }

  /** Looks again and again, as an operator would. */
  public void awaits(String bean, String attribute, Object value) throws Exception {
    Object last =
        Patience.until(
            () -> server.isRegistered(name(bean)) ? get(bean, attribute) : "no such bean",
            value::equals);
    if (!value.equals(last)) {
      throw new AssertionError(bean + ' ' + attribute + " stays " + last + ", not " + value);
    }
  }

  void subscribe() throws Exception {
    server.addNotificationListener(
        name("type=Agent"), (one, handback) -> news.add(one), null, null);
  }

  /** The next of this type; those of others before it are kept for whoever asks for them. */
  Notification nextNews(String type) throws InterruptedException {
    for (Notification kept : passedOver) {
      if (kept.getType().equals(type)) {
        passedOver.remove(kept);
        return kept;
      }
    }
    while (true) {
      Notification one = news.poll(HANGS_SECONDS, TimeUnit.SECONDS);
      if (one == null) {
        throw new AssertionError("no news of " + type + ", only " + passedOver);
      }
      if (one.getType().equals(type)) {
        return one;
      }
      passedOver.add(one);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
