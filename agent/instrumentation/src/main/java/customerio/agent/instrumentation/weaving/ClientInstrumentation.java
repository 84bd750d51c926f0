package customerio.agent.instrumentation.weaving;

import java.util.List;

/**
 * All that weaving has to know about one HTTP client: which of its methods are intercepted, and by
 * what. A client is one package with this class, its interceptors and their adapters, for example
 *
 * <pre>{@code
 * public final class OkHttpInstrumentation implements ClientInstrumentation {
 *   public String name() {
 *     return "okhttp";
 *   }
 *
 *   public List<Hook> hooks() {
 *     return List.of(
 *         new Hook(
 *             "okhttp3.internal.connection.ConnectInterceptor",
 *             "intercept",
 *             List.of("okhttp3.Interceptor$Chain"),
 *             "customerio.agent.instrumentation.app.okhttp.ConnectInterception"));
 *   }
 * }
 * }</pre>
 *
 * and an entry in {@code Clients}.
 *
 * <p>Implementations are created at the start of every JVM, whether or not the application has the
 * client: they name types only by strings, and use neither lambdas nor string concatenation, which
 * would cost the start-up more than the rest of the agent.
 */
public interface ClientInstrumentation {

  /** Lower case; {@code client.<name>.enabled=false} leaves this client alone. */
  String name();

  List<Hook> hooks();
}
