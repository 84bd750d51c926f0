package customerio.agent.instrumentation.app.asynchttpclient;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import org.asynchttpclient.AsyncHttpClientConfig;
import org.asynchttpclient.Request;
import org.asynchttpclient.netty.request.NettyRequestSender;

/** What AsyncHttpClient hides, or has under other types in 2 and in 3. */
final class Internals {
  private final Field config;
  private final Method timeout;
  private final Method generalTimeout;
  private final Method resolver;
  private final Method http2InClear;

  /**
   * @throws LinkageError this is another AsyncHttpClient than those we know
   */
  Internals() {
    try {
      config = NettyRequestSender.class.getDeclaredField("config");
      config.setAccessible(true);
      timeout = Request.class.getMethod("getRequestTimeout");
      generalTimeout = AsyncHttpClientConfig.class.getMethod("getRequestTimeout");
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new LinkageError("AsyncHttpClient has other internals", e);
    }
    resolver = ifThere("getAddressResolverGroup");
    http2InClear = ifThere("isHttp2CleartextEnabled");
  }

  private static Method ifThere(String name) {
    try {
      return AsyncHttpClientConfig.class.getMethod(name);
    } catch (NoSuchMethodException olderVersion) {
      return null;
    }
  }

  AsyncHttpClientConfig config(Object sender) throws ReflectiveOperationException {
    return (AsyncHttpClientConfig) config.get(sender);
  }

  boolean hasResolver(AsyncHttpClientConfig of) throws ReflectiveOperationException {
    return resolver != null && resolver.invoke(of) != null;
  }

  boolean speaksHttp2InClear(AsyncHttpClientConfig config) throws ReflectiveOperationException {
    return http2InClear != null && (boolean) http2InClear.invoke(config);
  }

  /**
   * @return null when there is none
   */
  Duration timeout(Request request, AsyncHttpClientConfig of) throws ReflectiveOperationException {
    Duration own = duration(timeout.invoke(request));
    return own == null ? duration(generalTimeout.invoke(of)) : own;
  }

  /** Milliseconds in 2, a duration in 3. */
  private static Duration duration(Object value) {
    Duration time = value instanceof Integer millis ? Duration.ofMillis(millis) : (Duration) value;
    return time == null || time.isZero() || time.isNegative() ? null : time;
  }
}
