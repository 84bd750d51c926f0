package customerio.agent.instrumentation.weaving;

import java.lang.invoke.MethodHandles;
import java.util.function.Function;

/** What the dispatcher asks; a class and not a lambda, for the sake of the start-up. */
final class CallSiteLinker implements Function<Object[], Object> {
  private final InterceptorLoader interceptors;

  CallSiteLinker(InterceptorLoader interceptors) {
    this.interceptors = interceptors;
  }

  /**
   * @param request the caller's lookup, a name, the type of the call site, the interceptor
   */
  @Override
  public Object apply(Object[] request) {
    Class<?> woven = ((MethodHandles.Lookup) request[0]).lookupClass();
    return new InterceptedCallSite(interceptors, woven, (String) request[3]);
  }
}
