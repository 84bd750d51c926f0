package customerio.agent.instrumentation.app.vertx;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Settings that have to be what they are of a new object of their class. */
final class Untouched {
  private final Object fresh;
  private final List<Method> getters = new ArrayList<>();

  /**
   * @param type with a public constructor without parameters
   * @param getters not every version has all of them, but each has the first
   * @throws LinkageError this is another Vert.x than those we know
   */
  Untouched(Class<?> type, String... getters) {
    try {
      fresh = type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + " is made in another way", e);
    }
    this.getters.add(Members.method(type, getters[0]));
    for (int i = 1; i < getters.length; i++) {
      Method getter = Members.methodIfThere(type, getters[i]);
      if (getter != null) {
        this.getters.add(getter);
      }
    }
  }

  boolean are(Object settings) throws ReflectiveOperationException {
    for (Method getter : getters) {
      if (!Objects.equals(getter.invoke(settings), getter.invoke(fresh))) {
        return false;
      }
    }
    return true;
  }
}
