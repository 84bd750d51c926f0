package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Has the clients' methods intercepted, in classes loaded from now on and in those loaded before.
 */
public final class Weaving {

  private Weaving() {}

  /**
   * At most once per JVM.
   *
   * @param enabled asked with the name of each client
   * @param beforeWeaving run before each class that is woven, maybe by many threads at once
   */
  public static void start(
      Instrumentation instrumentation,
      List<ClientInstrumentation> clients,
      Predicate<String> enabled,
      Runnable beforeWeaving) {
    Map<String, List<Hook>> hooks = hooksByInternalName(clients, enabled);
    Map<String, String> byInterceptor = clientByInterceptor(clients);
    instrumentation.addTransformer(
        new WeavingTransformer(
            beforeWeaving, new Dispatcher(instrumentation, byInterceptor), hooks, byInterceptor),
        true);
    retransformLoaded(instrumentation, hooks);
  }

  private static Map<String, List<Hook>> hooksByInternalName(
      List<ClientInstrumentation> clients, Predicate<String> enabled) {
    Map<String, List<Hook>> hooks = new HashMap<>();
    for (ClientInstrumentation client : clients) {
      if (enabled.test(client.name())) {
        for (Hook hook : client.hooks()) {
          String name = hook.type().replace('.', '/');
          List<Hook> ofType = hooks.get(name);
          if (ofType == null) {
            ofType = new ArrayList<>(2);
            hooks.put(name, ofType);
          }
          ofType.add(hook);
        }
      }
    }
    return hooks;
  }

  static Map<String, String> clientByInterceptor(List<ClientInstrumentation> clients) {
    Map<String, String> names = new HashMap<>();
    for (ClientInstrumentation client : clients) {
      for (Hook hook : client.hooks()) {
        names.put(hook.interceptor(), client.name());
      }
    }
    return names;
  }

  /**
   * After an attach; and before main, when another agent has used a client already. A class that
   * the JVM does not let itself be changed, such as one that another agent has made unverifiable,
   * costs the others nothing.
   */
  static void retransformLoaded(Instrumentation instrumentation, Map<String, List<Hook>> hooks) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (hooks.containsKey(loaded.getName().replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Throwable refused) {
          leave(loaded, refused);
        }
      }
    }
  }

  private static void leave(Class<?> client, Throwable refused) {
    CallTaker taker = Interception.taker();
    if (taker != null) {
      taker.suppressed("weaving of " + client.getName(), refused);
    }
  }
}
