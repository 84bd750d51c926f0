package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Response;

/** Does with an interceptor's outcome what a woven call site does. */
public final class Seam {
  private static final Map<String, Interceptor> INTERCEPTORS = new ConcurrentHashMap<>();

  private Seam() {}

  public static Response intercept(Object self, okhttp3.Interceptor.Chain chain, String interceptor)
      throws Throwable {
    Outcome outcome;
    try {
      outcome =
          INTERCEPTORS
              .computeIfAbsent(interceptor, Seam::create)
              .intercept(self, new Object[] {chain});
    } catch (Throwable fault) {
      CallTaker taker = Interception.taker();
      if (taker != null) {
        taker.suppressed("seam", fault);
      }
      outcome = Outcome.ORIGINAL;
    }
    if (outcome instanceof Outcome.Answer answer) {
      return (Response) answer.value();
    }
    if (outcome instanceof Outcome.Failure failure) {
      throw failure.thrown();
    }
    return original(
        self, outcome instanceof Outcome.OriginalWith other ? other.arguments()[0] : chain);
  }

  private static Response original(Object self, Object chain) throws Throwable {
    try {
      return (Response)
          self.getClass()
              .getMethod(WovenOkHttp.ORIGINAL, okhttp3.Interceptor.Chain.class)
              .invoke(self, chain);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Interceptor create(String name) {
    try {
      return (Interceptor)
          Class.forName(name, true, Seam.class.getClassLoader()).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }
}
