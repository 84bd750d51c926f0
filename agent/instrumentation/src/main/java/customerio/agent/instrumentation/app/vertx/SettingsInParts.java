package customerio.agent.instrumentation.app.vertx;

import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientImpl;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;

/** Since 5.1, where a client is made from options or from a configuration, and keeps neither. */
final class SettingsInParts extends ClientSettings {
  private final Field host = Members.field(HttpClientImpl.class, "defaultHost");
  private final Field port = Members.field(HttpClientImpl.class, "defaultPort");
  private final Field ssl = Members.field(HttpClientImpl.class, "defaultSsl");
  private final Field proxy = Members.field(HttpClientImpl.class, "defaultProxyOptions");
  private final Field verifyHost = Members.field(HttpClientImpl.class, "verifyHost");
  private final Field versions = Members.field(HttpClientImpl.class, "versions");
  private final Field tls = Members.field(HttpClientImpl.class, "sslOptions");
  private final Method version = Members.method(RequestOptions.class, "getProtocolVersion");
  private final Method config = Members.method(HttpClientImpl.class, "config");
  private final Method tcp = Members.method(config.getReturnType(), "getTcpConfig");
  private final Method bound = Members.method(tcp.getReturnType(), "getLocalAddress");
  private final Method idle = Members.method(tcp.getReturnType(), "getIdleTimeout");
  private final Method readIdle = Members.method(tcp.getReturnType(), "getReadIdleTimeout");
  private final Method names = Members.method(tls.getType(), "getHostnameVerificationAlgorithm");
  private final Untouched ofTls =
      new Untouched(
          tls.getType(),
          "getTrustOptions",
          "getKeyCertOptions",
          "isTrustAll",
          "getCrlPaths",
          "getCrlValues",
          "getEnabledCipherSuites",
          "getEnabledSecureTransportProtocols");

  @Override
  String defaultHost(Object client) throws ReflectiveOperationException {
    return (String) host.get(client);
  }

  @Override
  int defaultPort(Object client) throws ReflectiveOperationException {
    return port.getInt(client);
  }

  @Override
  boolean isSecureByDefault(Object client) throws ReflectiveOperationException {
    return ssl.getBoolean(client);
  }

  @Override
  Duration idleTimeout(Object client) throws ReflectiveOperationException {
    Object of = tcp.invoke(config.invoke(client));
    Duration reading = (Duration) readIdle.invoke(of);
    return isLimit(reading) ? reading : limit((Duration) idle.invoke(of));
  }

  private static boolean isLimit(Duration timeout) {
    return timeout != null && !timeout.isZero() && !timeout.isNegative();
  }

  private static Duration limit(Duration timeout) {
    return isLimit(timeout) ? timeout : null;
  }

  @Override
  boolean hasProxy(Object client) throws ReflectiveOperationException {
    return proxy.get(client) != null;
  }

  @Override
  boolean isTlsUntouched(Object client) throws ReflectiveOperationException {
    Object of = tls.get(client);
    return verifyHost.getBoolean(client) && (of == null || ofTls.are(of) && verifiesNames(of));
  }

  private boolean verifiesNames(Object of) throws ReflectiveOperationException {
    Object algorithm = names.invoke(of);
    return algorithm == null || algorithm.equals("HTTPS");
  }

  @Override
  boolean isBound(Object client) throws ReflectiveOperationException {
    return bound.invoke(tcp.invoke(config.invoke(client))) != null;
  }

  @Override
  boolean prefersHttp11(Object client, RequestOptions request) throws ReflectiveOperationException {
    Object asked = version.invoke(request);
    return asked == null
        ? ((List<?>) versions.get(client)).get(0) == HttpVersion.HTTP_1_1
        : asked == HttpVersion.HTTP_1_1;
  }
}
