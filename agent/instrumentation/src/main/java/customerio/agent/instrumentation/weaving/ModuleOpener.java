package customerio.agent.instrumentation.weaving;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * On the module path a client keeps its internals to itself, and what its interceptors read there
 * would be closed to them: opens them as they are on the class path, to one of our bridges only.
 */
final class ModuleOpener {
  private final Instrumentation instrumentation;

  ModuleOpener(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * @param client a named module
   */
  void open(Module client, Module bridge) {
    Map<String, Set<Module>> all = new HashMap<>();
    for (String name : client.getPackages()) {
      all.put(name, Set.of(bridge));
    }
    instrumentation.redefineModule(client, Set.of(), Map.of(), all, Set.of(), Map.of());
  }
}
