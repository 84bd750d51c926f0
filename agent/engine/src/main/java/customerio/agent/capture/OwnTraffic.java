package customerio.agent.capture;

import java.util.concurrent.Callable;

/**
 * Marks the current thread as sending for the agent, so that no interceptor takes over what the
 * agent itself puts on the wire.
 */
public final class OwnTraffic {
  private static final ThreadLocal<Boolean> ACTIVE = new ThreadLocal<>();

  private OwnTraffic() {}

  /** Whether the current thread is in {@link #call}. */
  public static boolean isActive() {
    return ACTIVE.get() != null;
  }

  /** Runs the task unobserved by our interceptors; nests. */
  public static <T> T call(Callable<T> task) throws Exception {
    if (isActive()) {
      return task.call();
    }
    ACTIVE.set(Boolean.TRUE);
    try {
      return task.call();
    } finally {
      ACTIVE.remove();
    }
  }
}
