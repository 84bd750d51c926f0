package customerio.agent.capture;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * A thread of ours that keeps nothing of the application whose call happened to need it: neither
 * its context class loader nor its thread locals nor, up to JDK 23, the protection domains of all
 * that is on the stack. Those refer to their class loaders, and a pool's or a shutdown hook's
 * thread would keep an undeployed web application for ever.
 */
public final class OwnThread {

  private OwnThread() {}

  /** A daemon, not started yet. */
  public static Thread of(String name, Runnable task) {
    return of(null, name, task);
  }

  /**
   * @param group also of the threads that libraries make on this one; null = the current thread's
   */
  @SuppressWarnings("removal") // will be gone when there are no protection domains on stacks
  public static Thread of(ThreadGroup group, String name, Runnable task) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = new Thread(group, task, name, 0, false);
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
  }
}
