package customerio.agent.instrumentation.app.vertx;

import io.vertx.core.http.RequestOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Finds what Vert.x hides, or what it has in some of its versions only. */
final class Members {

  private Members() {}

  /**
   * @throws LinkageError this is another Vert.x than those we know
   */
  static Class<?> type(String... names) {
    Class<?> type = typeIfThere(names);
    if (type == null) {
      throw new LinkageError("Vert.x has no " + names[0]);
    }
    return type;
  }

  /**
   * @return the first that is there, null when none is
   */
  static Class<?> typeIfThere(String... names) {
    for (String name : names) {
      try {
        return Class.forName(name, false, RequestOptions.class.getClassLoader());
      } catch (ClassNotFoundException otherVersion) {
        // the next
      }
    }
    return null;
  }

  /**
   * @throws LinkageError as above
   */
  static Field field(Class<?> type, String name) {
    Field field = fieldIfThere(type, name);
    if (field == null) {
      throw new LinkageError(type.getName() + " has no " + name);
    }
    return field;
  }

  /**
   * @return also of the classes above; null when there is none
   */
  static Field fieldIfThere(Class<?> type, String name) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      try {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException above) {
        // the next
      } catch (RuntimeException closed) {
        throw new LinkageError(owner.getName() + " is closed", closed);
      }
    }
    return null;
  }

  /**
   * @throws LinkageError as above
   */
  static Method method(Class<?> type, String name, Class<?>... parameters) {
    Method method = methodIfThere(type, name, parameters);
    if (method == null) {
      throw new LinkageError(type.getName() + " has no " + name);
    }
    return method;
  }

  /**
   * @return a public one; null when there is none
   */
  static Method methodIfThere(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException otherVersion) {
      return null;
    }
  }
}
