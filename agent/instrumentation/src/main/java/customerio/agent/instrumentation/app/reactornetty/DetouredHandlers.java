package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.instrumentation.bridge.Detour;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which requests are on their way over the bridge, and which never will be. A handler is one
 * request of the application with all its attempts, and compares by identity. Thread-safe.
 */
final class DetouredHandlers {
  private static final Map<Object, Detour> DETOURS = new WeakHashMap<>();
  private static final Set<Object> LEFT_ALONE = Collections.newSetFromMap(new WeakHashMap<>());

  /** An application that never calls Customer.io with this client takes no lock. */
  private static volatile boolean used;

  private DetouredHandlers() {}

  /**
   * @param detour null when the next attempt goes as it is
   */
  static void put(Object handler, Detour detour) {
    if (detour == null && !used) {
      return;
    }
    used = true;
    synchronized (DETOURS) {
      if (detour == null) {
        DETOURS.remove(handler);
      } else {
        DETOURS.put(handler, detour);
      }
    }
  }

  /** With all attempts that are still to come, on whatever thread. */
  static void leaveAlone(Object handler) {
    used = true;
    synchronized (DETOURS) {
      LEFT_ALONE.add(handler);
    }
  }

  static boolean isLeftAlone(Object handler) {
    if (!used) {
      return false;
    }
    synchronized (DETOURS) {
      return LEFT_ALONE.contains(handler);
    }
  }

  /**
   * @return null when it goes as it is
   */
  static Detour get(Object handler) {
    if (!used) {
      return null;
    }
    synchronized (DETOURS) {
      return DETOURS.get(handler);
    }
  }
}
