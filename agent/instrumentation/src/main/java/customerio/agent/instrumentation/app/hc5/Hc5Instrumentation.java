package customerio.agent.instrumentation.app.hc5;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * Apache HttpClient 5.1 to 5.6, and with it its fluent API, Spring's RestTemplate and RestClient on
 * {@code HttpComponentsClientHttpRequestFactory}, Feign on hc5 and Google's apache-v5 transport.
 *
 * <p>Woven where the chain of handlers would lease and open a connection:
 *
 * <pre>
 *  redirects · retries · the application's handlers · authentication · compression
 *    ─▶ ConnectExec         ◀ {@link ConnectInterception}: goes on without a connection, with
 *    ─▶ MainClientExec          a runtime of ours in the scope
 *         request interceptors
 *         ─▶ ExecRuntime.execute  ◀ {@link TakenRuntime}: answers here, or connects and sends
 *         response interceptors
 * </pre>
 *
 * Not further up, because from 5.2 on the interceptors run below {@code ConnectExec}. A scope and
 * its runtime are public types, so there is nothing to weave below; and where an application has
 * replaced the runtime by one of its own, the call is left alone.
 *
 * <p>The asynchronous client has the same seam in its asynchronous chain, and a switch of its own.
 *
 * <p>{@code HttpClients.createMinimal()} has no such chain, and clients of {@code
 * H2AsyncClientBuilder} have another runtime: they pass through.
 *
 * <p>One class for both, as each that is loaded at start costs every JVM.
 */
public final class Hc5Instrumentation implements ClientInstrumentation {
  private final String name;
  private final Hook hook;

  private Hc5Instrumentation(String name, Hook hook) {
    this.name = name;
    this.hook = hook;
  }

  public static Hc5Instrumentation classic() {
    return new Hc5Instrumentation(
        "apache5",
        new Hook(
            "org.apache.hc.client5.http.impl.classic.ConnectExec",
            "execute",
            List.of(
                "org.apache.hc.core5.http.ClassicHttpRequest",
                "org.apache.hc.client5.http.classic.ExecChain$Scope",
                "org.apache.hc.client5.http.classic.ExecChain"),
            "customerio.agent.instrumentation.app.hc5.ConnectInterception"));
  }

  public static Hc5Instrumentation asynchronous() {
    return new Hc5Instrumentation(
        "apache5-async",
        new Hook(
            "org.apache.hc.client5.http.impl.async.AsyncConnectExec",
            "execute",
            List.of(
                "org.apache.hc.core5.http.HttpRequest",
                "org.apache.hc.core5.http.nio.AsyncEntityProducer",
                "org.apache.hc.client5.http.async.AsyncExecChain$Scope",
                "org.apache.hc.client5.http.async.AsyncExecChain",
                "org.apache.hc.client5.http.async.AsyncExecCallback"),
            "customerio.agent.instrumentation.app.hc5.AsyncConnectInterception"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Hook> hooks() {
    return List.of(hook);
  }
}
