package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.Seam;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call sites of classes that were compiled before there were any: looked up at each call, in
 * the woven class itself, so that they go when it goes.
 */
final class OldCallSites extends ClassValue<Map<String, InterceptedCallSite>> {
  private final InterceptorLoader interceptors;
  private final Map<String, String> clients;

  /**
   * @param clients by interceptor
   */
  OldCallSites(InterceptorLoader interceptors, Map<String, String> clients) {
    this.interceptors = interceptors;
    this.clients = clients;
  }

  @Override
  protected Map<String, InterceptedCallSite> computeValue(Class<?> woven) {
    return new ConcurrentHashMap<>(2);
  }

  /**
   * @param method name and descriptor
   */
  InterceptedCallSite at(Class<?> woven, String method, String interceptor) {
    Map<String, InterceptedCallSite> sites = get(woven);
    InterceptedCallSite site = sites.get(method);
    if (site != null) {
      return site;
    }
    Seam seam = Seam.of(clients.get(InterceptorLoader.className(interceptor)));
    InterceptedCallSite made = new InterceptedCallSite(interceptors, woven, interceptor, seam);
    InterceptedCallSite other = sites.putIfAbsent(method, made);
    return other == null ? made : other;
  }
}
