package customerio.agent.instrumentation.app.webclient;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * Spring's WebClient, Spring 6.0 and newer, on Reactor Netty, and with it HTTP interfaces.
 *
 * <p>Woven where WebClient hands over to the client below:
 *
 * <pre>
 *  WebClient · filters · observations · codecs
 *    ─▶ ReactorClientHttpConnector   ◀ {@link ReactorConnectInterception}: answers here
 *    ─▶ JdkClientHttpConnector       ─▶ java.net.http.HttpClient    ◀ answers there
 *    ─▶ HttpComponentsClientHttp…    ─▶ Apache HttpClient, async    ◀ answers there
 * </pre>
 *
 * Only Reactor Netty has nothing below that could answer from memory. The other clients have, and
 * what an application has told them (credentials, cookies, interceptors) has its effect there.
 */
public final class WebClientInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "webclient";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "org.springframework.http.client.reactive.ReactorClientHttpConnector",
            "connect",
            List.of(
                "org.springframework.http.HttpMethod",
                "java.net.URI",
                "java.util.function.Function"),
            "customerio.agent.instrumentation.app.webclient.ReactorConnectInterception"));
  }
}
