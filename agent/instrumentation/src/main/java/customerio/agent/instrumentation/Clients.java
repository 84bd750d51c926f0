package customerio.agent.instrumentation;

import customerio.agent.instrumentation.app.okhttp.OkHttpInstrumentation;
import customerio.agent.instrumentation.app.servlet.ServletInstrumentation;
import customerio.agent.instrumentation.httpserver.HttpServerInstrumentation;
import customerio.agent.instrumentation.jdk.JdkHttpClientInstrumentation;
import customerio.agent.instrumentation.urlconnection.UrlConnectionInstrumentation;
import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import java.util.List;

/**
 * The HTTP clients we know. A list and not a {@link java.util.ServiceLoader}, which reads and
 * parses files at the start of every JVM.
 */
final class Clients {

  private Clients() {}

  static List<ClientInstrumentation> all() {
    return List.of(
        new JdkHttpClientInstrumentation(),
        new OkHttpInstrumentation(),
        new UrlConnectionInstrumentation());
  }

  /** And the servers, where the application receives webhooks that are to be verified. */
  static List<ClientInstrumentation> withServers() {
    return List.of(
        new JdkHttpClientInstrumentation(),
        new OkHttpInstrumentation(),
        new UrlConnectionInstrumentation(),
        new ServletInstrumentation(),
        new HttpServerInstrumentation());
  }
}
