package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/**
 * The one class of the agent that every class of the JVM can see: woven code asks it to link its
 * call sites, and it asks the agent.
 *
 * <p>It lives in {@code java.lang}, because every module reads {@code java.base} and every class
 * loader, OSGi's too, delegates {@code java.*}. It is defined into the running {@code java.base}
 * and not appended to the boot class path: after an append the JVM gives up the application's
 * class-data archive.
 */
public final class CustomerioAgentDispatcher {
  private static volatile Function<Object[], Object> linker;

  private CustomerioAgentDispatcher() {}

  /**
   * @param newLinker gets the arguments of {@link #link} and answers a call site, or those of {@link
   *     #intercept} and answers as that does. A plain function and not a method handle, which would
   *     cost every start-up the machinery of method handles.
   * @throws IllegalStateException when another agent loader was here before
   */
  public static synchronized void install(Function<Object[], Object> newLinker) {
    if (linker != null) {
      throw new IllegalStateException("already installed");
    }
    linker = newLinker;
  }

  /** The bootstrap method of woven call sites. A site that cannot be linked does nothing. */
  public static CallSite link(
      MethodHandles.Lookup caller, String name, MethodType type, String interceptor) {
    try {
      return (CallSite) linker.apply(new Object[] {caller, name, type, interceptor});
    } catch (Throwable e) {
      return new ConstantCallSite(MethodHandles.empty(type));
    }
  }

  /**
   * What woven code calls that has no call sites: its class file is older than Java 7.
   *
   * @param method name and descriptor
   * @return null to run the original
   */
  public static Object[] intercept(
      Class<?> woven, String method, String interceptor, Object self, Object[] arguments) {
    try {
      return (Object[]) linker.apply(new Object[] {woven, method, interceptor, self, arguments});
    } catch (Throwable e) {
      return null;
    }
  }
}
