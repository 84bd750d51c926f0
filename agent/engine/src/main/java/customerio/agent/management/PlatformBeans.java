package customerio.agent.management;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * Our beans in the platform's server. Needs the module java.management; a class that names {@code
 * javax.management} fails to link without it. Thread-safe.
 */
final class PlatformBeans {
  private static final String DOMAIN = "customerio.agent:";
  private static final String AGENT = "type=Agent";
  private static final int MOST_COPIES = 100;

  private final MBeanServer server;
  private final String suffix;
  private final ObjectName agent;
  private final AtomicLong sequence = new AtomicLong();
  private final NotificationBroadcasterSupport news =
      new NotificationBroadcasterSupport(
          Arrays.stream(NewsKind.values())
              .map(PlatformBeans::info)
              .toArray(MBeanNotificationInfo[]::new));

  private PlatformBeans(MBeanServer server, String suffix) throws JMException {
    this.server = server;
    this.suffix = suffix;
    this.agent = name(AGENT);
  }

  /** A second copy of the agent in one JVM says so in its names; a first one need not. */
  static PlatformBeans open() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    PlatformBeans beans = new PlatformBeans(server, "");
    for (int copy = 2; server.isRegistered(beans.agent) && copy < MOST_COPIES; copy++) {
      beans = new PlatformBeans(server, ",instance=" + copy);
    }
    return beans;
  }

  <T> void register(String key, T bean, Class<T> type) throws JMException {
    server.registerMBean(
        key.equals(AGENT) ? new EmittingBean<>(bean, type, news) : new DescribedBean<>(bean, type),
        name(key));
  }

  void send(News one) {
    long number = sequence.incrementAndGet();
    long at = one.at().toEpochMilli();
    news.sendNotification(
        one.kind() == NewsKind.HEALTH
            ? new AttributeChangeNotification(
                agent,
                number,
                at,
                one.message(),
                "Health",
                String.class.getName(),
                one.before(),
                one.now())
            : new Notification(one.kind().type(), agent, number, at, one.message()));
  }

  private ObjectName name(String key) throws JMException {
    return new ObjectName(DOMAIN + key + suffix);
  }

  private static MBeanNotificationInfo info(NewsKind kind) {
    Class<?> type =
        kind == NewsKind.HEALTH ? AttributeChangeNotification.class : Notification.class;
    return new MBeanNotificationInfo(new String[] {kind.type()}, type.getName(), kind.words());
  }
}
