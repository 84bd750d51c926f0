package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * OkHttp 3.12 to 5, and with it Retrofit, Feign on OkHttp and the Segment and RudderStack SDKs.
 *
 * <p>Woven between OkHttp's own interceptors and the network:
 *
 * <pre>
 *  application interceptors · retry and follow-up · bridge (cookies, gzip) · cache
 *    ─▶ ConnectInterceptor     ◀ {@link ConnectInterception}: answers here, or lets through
 *    network interceptors        (only if the client has some)
 *    ─▶ CallServerInterceptor  ◀ {@link CallServerInterception}: answers here in their presence
 * </pre>
 *
 * At that point a request is what would go on the wire, and an answer without a connection is
 * nothing new to OkHttp: one from its cache looks the same. The class names are the same from 3.4
 * on.
 */
public final class OkHttpInstrumentation implements ClientInstrumentation {
  private static final List<String> CHAIN = List.of("okhttp3.Interceptor$Chain");

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "okhttp3.internal.connection.ConnectInterceptor",
            "intercept",
            CHAIN,
            "customerio.agent.instrumentation.app.okhttp.ConnectInterception"),
        new Hook(
            "okhttp3.internal.http.CallServerInterceptor",
            "intercept",
            CHAIN,
            "customerio.agent.instrumentation.app.okhttp.CallServerInterception"));
  }
}
