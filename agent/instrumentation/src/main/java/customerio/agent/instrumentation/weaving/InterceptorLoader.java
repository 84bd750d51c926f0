package customerio.agent.instrumentation.weaving;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.WeakHashMap;

/** Creates interceptors in the class loader that sees both us and the woven class. */
final class InterceptorLoader {
  /** Between the name of an interceptor and what its constructor is told, see MethodCheck. */
  static final char TOLD = ':';

  private final ClassLoader agent;
  private final ModuleOpener modules;

  /**
   * Weak on both sides: a bridge refers to its application as its parent, so a strong value would
   * keep its own key alive, and the application with it, after an undeploy. What keeps a bridge
   * alive is the interceptors at the application's call sites.
   */
  private final Map<ClassLoader, WeakReference<BridgeClassLoader>> bridges = new WeakHashMap<>();

  InterceptorLoader(ClassLoader agent) {
    this(agent, null);
  }

  /**
   * @param modules null where no client is in one
   */
  InterceptorLoader(ClassLoader agent, ModuleOpener modules) {
    this.agent = agent;
    this.modules = modules;
  }

  /**
   * The interceptor of a class that may be in a module.
   *
   * @throws LinkageError when the client is not the one we know
   */
  Interceptor createFor(Class<?> woven, String interceptor) throws ReflectiveOperationException {
    ClassLoader application = woven.getClassLoader();
    Module client = woven.getModule();
    if (modules == null || !client.isNamed() || !interceptor.startsWith(BridgeClassLoader.OWN)) {
      return create(interceptor, application);
    }
    BridgeClassLoader bridge = bridgeTo(application);
    try {
      modules.open(client, bridge.getUnnamedModule());
      return create(interceptor, application);
    } finally {
      Reference.reachabilityFence(bridge); // from here on its interceptor keeps it
    }
  }

  /**
   * @param interceptor its class; behind a colon what its constructor is told
   * @param application the loader of the woven class; null is the boot loader
   * @throws LinkageError when the client is not the one we know
   */
  Interceptor create(String interceptor, ClassLoader application)
      throws ReflectiveOperationException {
    ClassLoader loader =
        interceptor.startsWith(BridgeClassLoader.OWN) ? bridgeTo(application) : agent;
    try {
      int colon = interceptor.indexOf(TOLD);
      Class<?> type = loader.loadClass(className(interceptor));
      if (loader != agent) {
        Linkage.check(type);
      }
      return colon < 0
          ? (Interceptor) type.getConstructor().newInstance()
          : (Interceptor)
              type.getConstructor(String.class).newInstance(interceptor.substring(colon + 1));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  static String className(String interceptor) {
    int colon = interceptor.indexOf(TOLD);
    return colon < 0 ? interceptor : interceptor.substring(0, colon);
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
