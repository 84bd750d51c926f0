package customerio.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts {@code java.lang.CustomerioAgentDispatcher} into the running {@code java.base}, with public
 * API only, before the first woven class needs it. Not at the start: opening a module costs two
 * dozen JDK classes, on JDK 25 twice as many, which an application without HTTP need not pay.
 *
 * <p>Has to happen in a class of the agent's loader: {@code java.lang} is opened to the module of
 * this class, which is the unnamed module of that loader and nobody else's.
 *
 * <p>Thread-safe.
 */
final class Dispatcher {
  static final String INTERNAL_NAME = "java/lang/CustomerioAgentDispatcher";

  private final Instrumentation instrumentation;
  private final Map<String, String> clients;
  private boolean defined;

  /**
   * @param clients by interceptor
   */
  Dispatcher(Instrumentation instrumentation, Map<String, String> clients) {
    this.instrumentation = instrumentation;
    this.clients = clients;
  }

  /**
   * @throws LinkageError when another copy of the agent was here before
   */
  synchronized void ensureDefined() throws ReflectiveOperationException, IOException {
    if (!defined) {
      Function<Object[], Object> linker =
          new CallSiteLinker(
              new InterceptorLoader(
                  Dispatcher.class.getClassLoader(), new ModuleOpener(instrumentation)),
              clients);
      openJavaLang(instrumentation)
          .defineClass(bytes())
          .getMethod("install", Function.class)
          .invoke(null, linker);
      defined = true;
    }
  }

  private static MethodHandles.Lookup openJavaLang(Instrumentation instrumentation)
      throws IllegalAccessException {
    instrumentation.redefineModule(
        Object.class.getModule(), Set.of(), Map.of(), opened(), Set.of(), Map.of());
    return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
  }

  /** And TLS, of which {@code egress} tells why. */
  private static Map<String, Set<Module>> opened() {
    Set<Module> us = Set.of(Dispatcher.class.getModule());
    return Map.of("java.lang", us, "sun.security.ssl", us);
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in =
        Dispatcher.class.getClassLoader().getResourceAsStream(INTERNAL_NAME.concat(".class"))) {
      if (in == null) {
        throw new IOException("the agent's jar is incomplete: it has no dispatcher");
      }
      return in.readAllBytes();
    }
  }
}
