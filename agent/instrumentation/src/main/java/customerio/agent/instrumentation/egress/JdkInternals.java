package customerio.agent.instrumentation.egress;

import java.lang.reflect.Field;

/**
 * Reads what the JDK's TLS keeps to itself: no public API tells whether a socket factory shows a
 * client certificate. {@code sun.security.ssl} is opened to the agent's module when the first
 * client is woven; where a runtime has no such field, or has it closed, there is no answer.
 */
final class JdkInternals {

  private JdkInternals() {}

  /** The field's value; null as well when it cannot be read. */
  static Object read(Object owner, String field) {
    try {
      return owner == null ? null : find(owner.getClass(), field).get(owner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Whether the field can be read, and is null. */
  static boolean isNull(Object owner, String field) {
    try {
      return find(owner.getClass(), field).get(owner) == null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  private static Field find(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
      for (Field field : declaring.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
