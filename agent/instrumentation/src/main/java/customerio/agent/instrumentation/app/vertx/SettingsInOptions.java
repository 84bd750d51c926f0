package customerio.agent.instrumentation.app.vertx;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientImpl;
import java.lang.reflect.Field;
import java.time.Duration;

/** Up to 5.0, where a client keeps its options. */
final class SettingsInOptions extends ClientSettings {
  private final Field options = Members.field(HttpClientImpl.class, "options");
  private final Untouched tls =
      new Untouched(
          HttpClientOptions.class,
          "getTrustOptions",
          "getKeyCertOptions",
          "isTrustAll",
          "isVerifyHost",
          "getCrlPaths",
          "getCrlValues",
          "getEnabledCipherSuites",
          "getEnabledSecureTransportProtocols",
          "getSslEngineOptions");
  private final Untouched protocol = new Untouched(HttpClientOptions.class, "getProtocolVersion");

  private HttpClientOptions of(Object client) throws ReflectiveOperationException {
    return (HttpClientOptions) options.get(client);
  }

  @Override
  String defaultHost(Object client) throws ReflectiveOperationException {
    return of(client).getDefaultHost();
  }

  @Override
  int defaultPort(Object client) throws ReflectiveOperationException {
    return of(client).getDefaultPort();
  }

  @Override
  boolean isSecureByDefault(Object client) throws ReflectiveOperationException {
    return of(client).isSsl();
  }

  @Override
  Duration idleTimeout(Object client) throws ReflectiveOperationException {
    HttpClientOptions of = of(client);
    int idle = of.getReadIdleTimeout() > 0 ? of.getReadIdleTimeout() : of.getIdleTimeout();
    return idle > 0 ? Duration.of(idle, of.getIdleTimeoutUnit().toChronoUnit()) : null;
  }

  @Override
  boolean hasProxy(Object client) throws ReflectiveOperationException {
    return of(client).getProxyOptions() != null;
  }

  @Override
  boolean isTlsUntouched(Object client) throws ReflectiveOperationException {
    return tls.are(of(client));
  }

  @Override
  boolean isBound(Object client) throws ReflectiveOperationException {
    return of(client).getLocalAddress() != null;
  }

  @Override
  boolean prefersHttp11(Object client, RequestOptions request) throws ReflectiveOperationException {
    return protocol.are(of(client));
  }
}
