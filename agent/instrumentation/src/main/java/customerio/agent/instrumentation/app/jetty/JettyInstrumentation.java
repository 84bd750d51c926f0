package customerio.agent.instrumentation.app.jetty;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * Jetty's HttpClient 12, and with it what is on top of it, such as Spring's connectors for it.
 *
 * <pre>
 *  Request.send ─▶ HttpClient.resolveDestination  ◀ {@link DestinationInterception}: the bridge
 *                  ─▶ Destination ─▶ connection pool ─▶ HttpConnection
 * </pre>
 *
 * Each redirect and each answer to a challenge is a request of its own and comes by here. A request
 * keeps its URI, from which it has its {@code Host} and its cookies; only the destination, which
 * stands for a pool of connections, is another one.
 */
public final class JettyInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "org.eclipse.jetty.client.HttpClient",
            "resolveDestination",
            List.of("org.eclipse.jetty.client.Request"),
            "customerio.agent.instrumentation.app.jetty.DestinationInterception"));
  }
}
