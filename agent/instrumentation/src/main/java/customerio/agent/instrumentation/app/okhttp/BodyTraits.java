package customerio.agent.instrumentation.app.okhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import okhttp3.RequestBody;

/** What a body says about itself in OkHttp 3.14 and later; before that, there was a marker type. */
final class BodyTraits {
  private static final MethodHandle IS_DUPLEX = predicate("isDuplex");
  private static final MethodHandle IS_ONE_SHOT = predicate("isOneShot");
  private static final Class<?> UNREPEATABLE =
      OkHttpInternals.findClass("okhttp3.internal.http.UnrepeatableRequestBody");

  private BodyTraits() {}

  /** Written while the response is being read: there is no complete request to take over. */
  static boolean isDuplex(RequestBody body) {
    return is(IS_DUPLEX, body);
  }

  /** May be written once only. */
  static boolean isOneShot(RequestBody body) {
    return is(IS_ONE_SHOT, body) || UNREPEATABLE != null && UNREPEATABLE.isInstance(body);
  }

  private static boolean is(MethodHandle predicate, RequestBody body) {
    if (predicate == null) {
      return false;
    }
    try {
      return (boolean) predicate.invokeExact(body);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // neither method declares any
    }
  }

  private static MethodHandle predicate(String name) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(RequestBody.class, name, MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
