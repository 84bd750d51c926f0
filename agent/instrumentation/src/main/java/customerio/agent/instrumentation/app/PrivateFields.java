package customerio.agent.instrumentation.app;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the objects of a client keep to themselves, found by name. Here and not where other loaders
 * see it, because a client's module is opened to its bridge alone. Thread-safe.
 */
public final class PrivateFields {
  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private PrivateFields() {}

  /**
   * The value of a private field, of the class or one above it.
   *
   * @param owner may be null
   * @return null as well when there is no such field, or it is closed to us
   */
  public static Object read(Object owner, String name) {
    if (owner == null) {
      return null;
    }
    Class<?> type = owner.getClass();
    Field field = FIELDS.get(type).computeIfAbsent(name, it -> find(type, it));
    try {
      return field == null ? null : field.get(owner);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static Field find(Class<?> type, String name) {
    for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
      try {
        Field field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // the next one above may have it
      } catch (RuntimeException e) {
        return null;
      }
    }
    return null;
  }
}
