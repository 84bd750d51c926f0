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
 * API only.
 *
 * <p>Has to happen in a class of the agent's loader: {@code java.lang} is opened to the module of
 * this class, which is the unnamed module of that loader and nobody else's.
 */
final class Dispatcher {
  static final String INTERNAL_NAME = "java/lang/CustomerioAgentDispatcher";

  private Dispatcher() {}

  /**
   * @param linker see the dispatcher
   * @throws ReflectiveOperationException when the dispatcher is there already
   */
  static void define(Instrumentation instrumentation, Function<Object[], Object> linker)
      throws ReflectiveOperationException, IOException {
    openJavaLang(instrumentation)
        .defineClass(bytes())
        .getMethod("install", Function.class)
        .invoke(null, linker);
  }

  private static MethodHandles.Lookup openJavaLang(Instrumentation instrumentation)
      throws IllegalAccessException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(Dispatcher.class.getModule())),
        Set.of(),
        Map.of());
    return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
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
