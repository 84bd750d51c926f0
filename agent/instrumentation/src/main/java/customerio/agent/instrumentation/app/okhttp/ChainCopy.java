package customerio.agent.instrumentation.app.okhttp;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;

/**
 * The same place in a chain of interceptors, with another request.
 *
 * <p>OkHttp's chain has no such method, and its constructor differs from version to version. But in
 * all of them (3.9 to 5.5 looked at) it takes the chain's fields in the order of their declaration,
 * so it needs no knowledge of what they are. Where that does not hold, no copy is made.
 */
final class ChainCopy {
  private static final Class<?> CHAIN =
      OkHttpInternals.findClass("okhttp3.internal.http.RealInterceptorChain");
  private static final List<Field> FIELDS = new ArrayList<>();
  private static final Constructor<?> CONSTRUCTOR = findConstructor();

  static final boolean IS_POSSIBLE = CONSTRUCTOR != null;

  private ChainCopy() {}

  /**
   * @return null when there is no way to make one
   */
  static Interceptor.Chain with(Interceptor.Chain chain, Request request) {
    if (!IS_POSSIBLE || chain.getClass() != CHAIN) {
      return null;
    }
    Object[] values = new Object[CONSTRUCTOR.getParameterCount()];
    try {
      for (int i = 0; i < values.length; i++) {
        Field field = FIELDS.get(i);
        values[i] = field.getType() == Request.class ? request : field.get(chain);
      }
      return (Interceptor.Chain) CONSTRUCTOR.newInstance(values);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static Constructor<?> findConstructor() {
    if (CHAIN == null) {
      return null;
    }
    for (Field field : CHAIN.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && OkHttpInternals.open(field)) {
        FIELDS.add(field);
      }
    }
    for (Constructor<?> candidate : CHAIN.getConstructors()) {
      if (takesTheFields(candidate.getParameterTypes())) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean takesTheFields(Class<?>[] parameters) {
    boolean takesRequest = false;
    for (int i = 0; i < parameters.length; i++) {
      if (i >= FIELDS.size() || FIELDS.get(i).getType() != parameters[i]) {
        return false;
      }
      takesRequest |= parameters[i] == Request.class;
    }
    return takesRequest;
  }
}
