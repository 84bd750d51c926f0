package customerio.agent.management;

import javax.management.ListenerNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;

/** A {@link DescribedBean} that tells of news. Needs the module java.management. */
final class EmittingBean<T> extends DescribedBean<T> implements NotificationEmitter {
  private final NotificationBroadcasterSupport news;

  EmittingBean(T bean, Class<T> type, NotificationBroadcasterSupport news) {
    super(bean, type);
    this.news = news;
  }

  /** The superclass knows of none. */
  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanInfo info = super.getMBeanInfo();
    return new MBeanInfo(
        info.getClassName(),
        info.getDescription(),
        info.getAttributes(),
        info.getConstructors(),
        info.getOperations(),
        getNotificationInfo(),
        info.getDescriptor());
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return news.getNotificationInfo();
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener, NotificationFilter filter, Object handback) {
    news.addNotificationListener(listener, filter, handback);
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    news.removeNotificationListener(listener);
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, NotificationFilter filter, Object handback)
      throws ListenerNotFoundException {
    news.removeNotificationListener(listener, filter, handback);
  }
}
