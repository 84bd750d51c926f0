package customerio.agent.instrumentation.app.hc5;

import customerio.agent.instrumentation.app.PrivateFields;
import java.lang.reflect.Field;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;

/**
 * What HttpClient keeps to itself. Found by name, once per class loader; null where a version has
 * it elsewhere, or where its module is closed to us.
 */
final class Hc5Internals {
  private static final Class<?> CLASSIC_RUNTIME =
      findClass("org.apache.hc.client5.http.impl.classic.InternalExecRuntime");
  private static final Class<?> ASYNC_RUNTIME =
      findClass("org.apache.hc.client5.http.impl.async.InternalHttpAsyncExecRuntime");
  private static final Class<?> ENTITY_PROXY =
      findClass("org.apache.hc.client5.http.impl.classic.RequestEntityProxy");
  private static final Field REQUEST_EXECUTOR = find(CLASSIC_RUNTIME, "requestExecutor");

  private Hc5Internals() {}

  /** The runtime of the client's own that goes without a connection as we know it to. */
  static boolean isKnownClassic(Object runtime) {
    return REQUEST_EXECUTOR != null && runtime.getClass() == CLASSIC_RUNTIME;
  }

  /**
   * @return null when it is not one that runs callbacks as we know it to, or not the runtime of one
   */
  static ConnectionInitiator reactor(Object runtime) {
    return runtime.getClass() == ASYNC_RUNTIME
            && PrivateFields.read(runtime, "connectionInitiator")
                instanceof DefaultConnectingIOReactor known
        ? known
        : null;
  }

  /** Applications measure in subclasses of it; Micrometer does. */
  static HttpRequestExecutor requestExecutor(ExecRuntime known) throws IllegalAccessException {
    return (HttpRequestExecutor) REQUEST_EXECUTOR.get(known);
  }

  /**
   * HttpClient wraps an entity that can be written once, and the wrapper calls itself repeatable
   * until it was written.
   */
  static boolean isRepeatable(HttpEntity entity) {
    return entity.isRepeatable() && (ENTITY_PROXY == null || !ENTITY_PROXY.isInstance(entity));
  }

  private static Class<?> findClass(String name) {
    try {
      return Class.forName(name, false, Hc5Internals.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static Field find(Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null;
    }
  }
}
