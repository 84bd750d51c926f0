package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * {@link java.net.HttpURLConnection} as the JDK makes it, and with it RestTemplate and RestClient
 * on their simple factory, Feign's and Jersey's default clients and Google's {@code
 * NetHttpTransport}.
 *
 * <p>Woven where a connection is made, not where it is used: the JDK spreads one exchange over a
 * dozen methods of four classes, while an object of our own can answer for all of them.
 * Applications that bring their own {@link java.net.URLStreamHandlerFactory}, and WebLogic's
 * handler, are not seen.
 */
public final class UrlConnectionInstrumentation implements ClientInstrumentation {
  private static final String INTERCEPTOR =
      "customerio.agent.instrumentation.urlconnection.OpenConnectionInterceptor";

  @Override
  public String name() {
    return "urlconnection";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        openConnection("sun.net.www.protocol.http.Handler"),
        openConnection("sun.net.www.protocol.https.Handler"));
  }

  private static Hook openConnection(String handler) {
    return new Hook(
        handler, "openConnection", List.of("java.net.URL", "java.net.Proxy"), INTERCEPTOR);
  }
}
