package customerio.agent.telemetry.opentelemetry;

import io.opentelemetry.api.trace.Span;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Looks up an attribute of a span, for which the API has no word. Asks the SDK's public {@code
 * ReadableSpan}, in whichever loader and under whichever name of the API an agent has it; around it
 * is what bridges that agent's span to our API.
 */
final class SpanReader {
  private static final String READABLE = "io.opentelemetry.sdk.trace.ReadableSpan";

  /** A bridge around an SDK's span, and nothing deeper. */
  private static final int DEPTH = 2;

  private SpanReader() {}

  /**
   * @return null when it has none, or is no span of a kind that we know
   */
  static String attribute(Span span, String key) {
    try {
      Object readable = span;
      for (int depth = 0; readable != null && depth < DEPTH; depth++) {
        Class<?> type = readableType(readable.getClass());
        if (type != null) {
          return attribute(type, readable, key);
        }
        readable = bridged(readable);
      }
      return null;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static String attribute(Class<?> type, Object span, String key)
      throws ReflectiveOperationException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("getAttribute") && method.getParameterCount() == 1) {
        Object attribute =
            method.getParameterTypes()[0].getMethod("stringKey", String.class).invoke(null, key);
        return (String) method.invoke(span, attribute);
      }
    }
    return null;
  }

  private static Class<?> readableType(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> implemented : at.getInterfaces()) {
        Class<?> found = implemented.getName().equals(READABLE) ? implemented : null;
        found = found == null ? readableType(implemented) : found;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Object bridged(Object bridge) throws ReflectiveOperationException {
    for (Field field : bridge.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())
          && field.getType().getName().endsWith("io.opentelemetry.api.trace.Span")) {
        field.setAccessible(true);
        return field.get(bridge);
      }
    }
    return null;
  }
}
