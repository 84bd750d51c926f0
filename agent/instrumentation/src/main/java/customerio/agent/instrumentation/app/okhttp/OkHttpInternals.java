package customerio.agent.instrumentation.app.okhttp;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * What a call keeps to itself and has no public way to. Found by name, once per class loader; null
 * where a version has it elsewhere, or where its module is closed to us.
 */
final class OkHttpInternals {

  /**
   * Up to 3.13, an {@link java.io.IOException} that comes without a connection counts as one of a
   * route that failed, and the call is tried again, forever: the next route is never used up.
   */
  static final boolean RETRIES_FOREVER =
      findClass("okhttp3.internal.connection.StreamAllocation") != null;

  private static final Class<?> CALL =
      findClass("okhttp3.internal.connection.RealCall", "okhttp3.RealCall");
  private static final Field CLIENT = find(CALL, "client");
  private static final Field TRANSMITTER = find(CALL, "transmitter"); // 3.14 to 4.3
  private static final Field LISTENER =
      find(TRANSMITTER == null ? CALL : TRANSMITTER.getType(), "eventListener");

  /** Up to 4.2, {@code responseHeadersStart} is heard before the waiting, later after it. */
  static final boolean HEADERS_START_BEFORE_THEY_COME = RETRIES_FOREVER || TRANSMITTER != null;

  private OkHttpInternals() {}

  /** The client of the call, or null when it cannot be told. */
  static OkHttpClient client(Call call) {
    return read(CLIENT, call) instanceof OkHttpClient client ? client : null;
  }

  /** The listener of the call; one that ignores everything when it cannot be told. */
  static EventListener listener(Call call) {
    Object owner = TRANSMITTER == null ? call : read(TRANSMITTER, call);
    return read(LISTENER, owner) instanceof EventListener listener ? listener : EventListener.NONE;
  }

  /** Up to 3.13: whether the call has a connection before it asks for one. */
  static boolean hasConnection(Interceptor.Chain chain) {
    try {
      Object allocation = chain.getClass().getMethod("streamAllocation").invoke(chain);
      return allocation.getClass().getMethod("connection").invoke(allocation) != null;
    } catch (ReflectiveOperationException e) {
      return false; // a chain of somebody else's
    }
  }

  static Class<?> findClass(String... names) {
    for (String name : names) {
      try {
        return Class.forName(name, false, OkHttpInternals.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        // another version: try its name
      }
    }
    return null;
  }

  /** Makes it usable from here, unless its module forbids. */
  static boolean open(AccessibleObject member) {
    try {
      member.setAccessible(true);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static Field find(Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    try {
      Field field = type.getDeclaredField(name);
      return open(field) ? field : null;
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  private static Object read(Field field, Object owner) {
    if (field == null || !field.getDeclaringClass().isInstance(owner)) {
      return null;
    }
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      return null;
    }
  }
}
