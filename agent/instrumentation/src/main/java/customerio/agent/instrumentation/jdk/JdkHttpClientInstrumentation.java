package customerio.agent.instrumentation.jdk;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * {@code java.net.http.HttpClient}, JDK 17 and newer.
 *
 * <p>The private method below both {@code send} and {@code sendAsync}, the same since 17: {@code
 * send} turns an interrupt into a cancel and re-wraps exceptions by itself, and agents that advise
 * the public methods keep seeing the call. Subclasses and mocks of {@code HttpClient} are left
 * alone.
 */
public final class JdkHttpClientInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "jdk.internal.net.http.HttpClientImpl",
            "sendAsync",
            List.of(
                "java.net.http.HttpRequest",
                "java.net.http.HttpResponse$BodyHandler",
                "java.net.http.HttpResponse$PushPromiseHandler",
                "java.util.concurrent.Executor"),
            "customerio.agent.instrumentation.jdk.SendInterceptor"),
        new Hook(
            "jdk.internal.net.http.HttpClientImpl",
            "awaitTermination",
            List.of("java.time.Duration"),
            "customerio.agent.instrumentation.jdk.AwaitTerminationInterceptor"),
        new Hook(
            "jdk.internal.net.http.HttpClientImpl",
            "shutdown",
            List.of(),
            "customerio.agent.instrumentation.jdk.ShutdownInterceptor"),
        new Hook(
            "jdk.internal.net.http.HttpClientImpl",
            "shutdownNow",
            List.of(),
            "customerio.agent.instrumentation.jdk.ShutdownInterceptor$Now"));
  }
}
