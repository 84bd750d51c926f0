package customerio.agent.instrumentation.app.servlet;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.ArrayList;
import java.util.List;

/**
 * Servlets of {@code jakarta.servlet} and {@code javax.servlet} (3.1 and newer), in any container,
 * and with them Spring MVC.
 *
 * <p>Both {@code service} methods of the base class, as frameworks override one or the other, and
 * Jersey's servlet, which overrides both. What filters have read before is not seen.
 */
public final class ServletInstrumentation implements ClientInstrumentation {
  private static final String PACKAGE = "customerio.agent.instrumentation.app.servlet.";

  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>(6);
    add(hooks, "jakarta");
    add(hooks, "javax");
    return hooks;
  }

  private static void add(List<Hook> hooks, String api) {
    String servlet = api.concat(".servlet.");
    String interceptor = PACKAGE.concat(api).concat(".ServiceInterceptor");
    List<String> any = List.of(servlet.concat("ServletRequest"), servlet.concat("ServletResponse"));
    List<String> http =
        List.of(
            servlet.concat("http.HttpServletRequest"), servlet.concat("http.HttpServletResponse"));
    String base = servlet.concat("http.HttpServlet");
    hooks.add(new Hook(base, "service", any, interceptor));
    hooks.add(new Hook(base, "service", http, interceptor));
    hooks.add(
        new Hook("org.glassfish.jersey.servlet.ServletContainer", "service", any, interceptor));
  }
}
