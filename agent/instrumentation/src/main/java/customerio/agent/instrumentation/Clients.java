package customerio.agent.instrumentation;

import customerio.agent.instrumentation.app.asynchttpclient.AsyncHttpClientInstrumentation;
import customerio.agent.instrumentation.app.hc4.Apache4Instrumentation;
import customerio.agent.instrumentation.app.hc5.Hc5Instrumentation;
import customerio.agent.instrumentation.app.jetty.JettyInstrumentation;
import customerio.agent.instrumentation.app.okhttp.OkHttpInstrumentation;
import customerio.agent.instrumentation.app.opentelemetry.OpenTelemetryInstrumentation;
import customerio.agent.instrumentation.app.reactornetty.ReactorNettyInstrumentation;
import customerio.agent.instrumentation.app.servlet.ServletInstrumentation;
import customerio.agent.instrumentation.app.vertx.VertxInstrumentation;
import customerio.agent.instrumentation.app.webclient.WebClientInstrumentation;
import customerio.agent.instrumentation.httpserver.HttpServerInstrumentation;
import customerio.agent.instrumentation.jdk.JdkHttpClientInstrumentation;
import customerio.agent.instrumentation.urlconnection.UrlConnectionInstrumentation;
import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import java.util.ArrayList;
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
        Hc5Instrumentation.classic(),
        Hc5Instrumentation.asynchronous(),
        new Apache4Instrumentation(),
        new OkHttpInstrumentation(),
        new ReactorNettyInstrumentation(),
        new AsyncHttpClientInstrumentation(),
        new VertxInstrumentation(),
        new JettyInstrumentation(),
        new UrlConnectionInstrumentation(),
        new WebClientInstrumentation());
  }

  /**
   * And what is none: the servers, where the application receives webhooks that are to be verified,
   * and the application's own OpenTelemetry, where it is told of spans and metrics.
   */
  static List<ClientInstrumentation> woven(ClientSwitches switches) {
    List<ClientInstrumentation> all = new ArrayList<>(all());
    if (switches.mayReceiveWebhooks()) {
      all.add(new ServletInstrumentation());
      all.add(new HttpServerInstrumentation());
    }
    if (switches.mayTellApplications()) {
      all.add(new OpenTelemetryInstrumentation());
    }
    return all;
  }
}
