package customerio.agent.instrumentation.httpserver;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * {@code com.sun.net.httpserver.HttpServer} of the JDK. Woven where each exchange comes by once,
 * just before the handler; the same since Java 6.
 */
public final class HttpServerInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "httpserver";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "sun.net.httpserver.AuthFilter",
            "doFilter",
            List.of("com.sun.net.httpserver.HttpExchange", "com.sun.net.httpserver.Filter$Chain"),
            "customerio.agent.instrumentation.httpserver.ExchangeInterceptor"));
  }
}
