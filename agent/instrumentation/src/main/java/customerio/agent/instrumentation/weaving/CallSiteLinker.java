package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.Seam;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.function.Function;

/** What the dispatcher asks; a class and not a lambda, for the sake of the start-up. */
final class CallSiteLinker implements Function<Object[], Object> {
  private final InterceptorLoader interceptors;
  private final Map<String, String> clients;
  private final OldCallSites oldCallSites;

  /**
   * @param clients by interceptor
   */
  CallSiteLinker(InterceptorLoader interceptors, Map<String, String> clients) {
    this.interceptors = interceptors;
    this.clients = clients;
    this.oldCallSites = new OldCallSites(interceptors, clients);
  }

  /**
   * @param request either to link a call site: the caller's lookup, a name, the type of the call
   *     site, the interceptor; or, from a class that has none, to do as one: the class, the method,
   *     the interceptor, the object, the arguments
   */
  @Override
  public Object apply(Object[] request) {
    if (request[0] instanceof Class<?> woven) {
      return oldCallSites
          .at(woven, (String) request[1], (String) request[2])
          .intercept(request[3], (Object[]) request[4]);
    }
    Class<?> woven = ((MethodHandles.Lookup) request[0]).lookupClass();
    String interceptor = (String) request[3];
    Seam seam = Seam.of(clients.get(InterceptorLoader.className(interceptor)));
    return new InterceptedCallSite(interceptors, woven, interceptor, seam);
  }
}
