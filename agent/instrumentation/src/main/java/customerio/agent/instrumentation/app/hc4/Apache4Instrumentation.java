package customerio.agent.instrumentation.app.hc4;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * Apache HttpClient 4.3 to 4.5, and with it what rides on it: Feign, Google's and Jersey's
 * connectors, RESTEasy.
 *
 * <p>Woven where the client leaves its own layers and asks for a connection:
 *
 * <pre>
 *  redirects · retries · protocol (the application's interceptors, cookies, compression)
 *    ─▶ MainClientExec   ◀ {@link ExecInterception}: lets the client's own code run over a
 *         connection in memory, or lets it through to the pool
 *       HttpRequestExecutor · authentication · keep-alive
 * </pre>
 *
 * Clients of the deprecated {@code DefaultHttpClient} family (4.0 to 4.2) and minimal ones do not
 * come by here; their calls pass.
 */
public final class Apache4Instrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "apache4";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "org.apache.http.impl.execchain.MainClientExec",
            "execute",
            List.of(
                "org.apache.http.conn.routing.HttpRoute",
                "org.apache.http.client.methods.HttpRequestWrapper",
                "org.apache.http.client.protocol.HttpClientContext",
                "org.apache.http.client.methods.HttpExecutionAware"),
            "customerio.agent.instrumentation.app.hc4.ExecInterception"));
  }
}
