package customerio.agent.instrumentation.weaving;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.WeakHashMap;

/** Creates interceptors in the class loader that sees both us and the woven class. */
final class InterceptorLoader {
  private final ClassLoader agent;

  /**
   * Weak on both sides: a bridge refers to its application as its parent, so a strong value would
   * keep its own key alive, and the application with it, after an undeploy. What keeps a bridge
   * alive is the interceptors at the application's call sites.
   */
  private final Map<ClassLoader, WeakReference<BridgeClassLoader>> bridges = new WeakHashMap<>();

  InterceptorLoader(ClassLoader agent) {
    this.agent = agent;
  }

  /**
   * @param application the loader of the woven class; null is the boot loader
   * @throws LinkageError when the client is not the one we know
   */
  Interceptor create(String interceptor, ClassLoader application)
      throws ReflectiveOperationException {
    ClassLoader loader =
        interceptor.startsWith(BridgeClassLoader.OWN) ? bridgeTo(application) : agent;
    try {
      return (Interceptor) loader.loadClass(interceptor).getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private BridgeClassLoader bridgeTo(ClassLoader application) {
    if (application == null) {
      return new BridgeClassLoader(agent, null);
    }
    synchronized (bridges) {
      WeakReference<BridgeClassLoader> known = bridges.get(application);
      BridgeClassLoader bridge = known == null ? null : known.get();
      if (bridge == null) {
        bridge = new BridgeClassLoader(agent, application);
        bridges.put(application, new WeakReference<>(bridge));
      }
      return bridge;
    }
  }
}
