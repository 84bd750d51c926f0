package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * Reactor Netty 1.0 to 1.3, and with it Spring's RestClient and WebClient on it.
 *
 * <pre>
 *  HttpClient · retry and redirect · UriEndpoint
 *    ─▶ HttpConnectionProvider.acquire  ◀ {@link AcquireInterception}: a connection to the bridge
 *    ─▶ the request is put together     ◀ {@link HeaderForTheBridge}
 * </pre>
 *
 * Not {@code UriEndpointFactory}: what that makes is what the application sees of its URL, in the
 * response, in redirects, in metrics. Here only the connection is another one.
 */
public final class ReactorNettyInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "reactor-netty";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "reactor.netty.http.client.HttpConnectionProvider",
            "acquire",
            List.of(
                "reactor.netty.transport.TransportConfig",
                "reactor.netty.ConnectionObserver",
                "java.util.function.Supplier",
                "io.netty.resolver.AddressResolverGroup"),
            "customerio.agent.instrumentation.app.reactornetty.AcquireInterception"));
  }
}
