package customerio.agent.instrumentation.weaving;

import java.util.List;

/**
 * One method of a client that is intercepted. A JVM in which no such type or method exists is left
 * alone, so the shapes of several versions of a client stand side by side as several hooks.
 *
 * @param type binary name of the class that declares the method with a body; subclasses and
 *     implementations are not looked for
 * @param method not a constructor, and static only where a check allows it
 * @param parameterTypes erased binary names, in order: {@code "java.net.URL"}, {@code "boolean"},
 *     {@code "byte[]"}; they keep a hook off an overload that a later version may add
 * @param interceptor binary name of a public class with a public constructor without parameters
 *     that implements {@link Interceptor}. A name, because who loads it depends on the package:
 *     below {@code customerio.agent.instrumentation.app} every application class loader gets its
 *     own copy, linked to that application's client classes; others are loaded once, by the agent's
 *     loader, and see JDK types only.
 * @param check asked before the method is woven; null where we have named the method ourselves
 */
public record Hook(
    String type,
    String method,
    List<String> parameterTypes,
    String interceptor,
    MethodCheck check) {

  public Hook(String type, String method, List<String> parameterTypes, String interceptor) {
    this(type, method, parameterTypes, interceptor, null);
  }
}
