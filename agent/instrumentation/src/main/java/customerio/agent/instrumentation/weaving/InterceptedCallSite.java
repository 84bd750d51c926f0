package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Seam;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.security.CodeSource;

/**
 * The place in a woven method from which its interceptor is called.
 *
 * <pre>
 *   unlinked ──first call──▶ linked ──LinkageError──▶ off
 *      └──────cannot be linked────────────────────────▲
 * </pre>
 *
 * Linked by its first call and not by its bootstrap method: linking loads classes, an application's
 * class loader may do that over HTTP, and so through this very call site. The JVM would keep what
 * the inner bootstrap had returned; here the inner call simply runs its original.
 */
final class InterceptedCallSite extends MutableCallSite {
  /** Called with the object and its arguments; answers null to run the original. */
  static final MethodType TYPE =
      MethodType.methodType(Object[].class, Object.class, Object[].class);

  private static final MethodHandle FIRST_CALL;
  private static final MethodHandle CALL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      FIRST_CALL = lookup.findVirtual(InterceptedCallSite.class, "firstCall", TYPE);
      CALL =
          lookup.findVirtual(
              InterceptedCallSite.class,
              "call",
              MethodType.methodType(
                  Object[].class, Interceptor.class, Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final InterceptorLoader loader;
  private final Class<?> woven;
  private final String interceptor;
  private final Seam seam;
  private final ThreadLocal<Boolean> linking = new ThreadLocal<>();

  InterceptedCallSite(InterceptorLoader loader, Class<?> woven, String interceptor, Seam seam) {
    super(TYPE);
    this.loader = loader;
    this.woven = woven;
    this.interceptor = interceptor;
    this.seam = seam;
    setTarget(FIRST_CALL.bindTo(this));
  }

  /** For woven code that cannot hold a call site. */
  Object[] intercept(Object self, Object[] arguments) {
    try {
      return (Object[]) getTarget().invokeExact(self, arguments);
    } catch (Throwable e) {
      return null; // no target throws
    }
  }

  /** The target until the interceptor is there. */
  private Object[] firstCall(Object self, Object[] arguments) {
    if (linking.get() != null) {
      return null;
    }
    linking.set(Boolean.TRUE);
    try {
      // Two threads may both come here; either's interceptor is as good as the other's.
      Interceptor linked = loader.createFor(woven, interceptor);
      setTarget(MethodHandles.insertArguments(CALL.bindTo(this), 0, linked));
      return call(linked, self, arguments);
    } catch (VirtualMachineError e) {
      // Says nothing about the client: the stack or the heap was full. The next call may link.
      return null;
    } catch (LinkageError e) {
      setTarget(MethodHandles.empty(TYPE));
      seam.mismatch(whichClient(), e.getMessage());
      return null;
    } catch (Throwable e) {
      switchOff(e);
      return null;
    } finally {
      linking.remove();
    }
  }

  /** The target from then on; the interceptor is a constant to the JIT. */
  private Object[] call(Interceptor linked, Object self, Object[] arguments) {
    try {
      return effect(linked.intercept(self, arguments));
    } catch (LinkageError e) {
      switchOff(e);
    } catch (Throwable e) {
      report(interceptor, e);
    }
    return null;
  }

  private static Object[] effect(Outcome outcome) {
    if (outcome == null || outcome == Outcome.ORIGINAL) {
      return null;
    }
    if (outcome instanceof Outcome.Answer answer) {
      return new Object[] {Boolean.TRUE, answer.value(), null, null};
    }
    if (outcome instanceof Outcome.Failure failure) {
      return new Object[] {Boolean.TRUE, null, failure.thrown(), null};
    }
    return new Object[] {null, null, null, ((Outcome.OriginalWith) outcome).arguments()};
  }

  private void switchOff(Throwable fault) {
    setTarget(MethodHandles.empty(TYPE));
    report(interceptor + " is switched off for " + woven.getName() + " in " + loaderName(), fault);
  }

  /** The name of its jar mostly tells the version, too. */
  private String whichClient() {
    CodeSource source = woven.getProtectionDomain().getCodeSource();
    String file =
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    String name = file.replaceAll("!?/$", "");
    return name.isEmpty() ? loaderName() : name.substring(name.lastIndexOf('/') + 1);
  }

  /** Not its toString(), which can be several lines long. */
  private String loaderName() {
    ClassLoader application = woven.getClassLoader();
    return application == null ? "the JDK" : application.getClass().getName();
  }

  private static void report(String place, Throwable fault) {
    CallTaker taker = Interception.taker();
    if (taker != null) {
      taker.suppressed(place, fault);
    }
  }
}
