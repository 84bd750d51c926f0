package customerio.agent.instrumentation.weaving;

/**
 * Stands before one method of a client. One instance per woven method and class loader, used by
 * many threads at once.
 */
public interface Interceptor {

  /**
   * Runs on the caller's thread before the original, and before anybody has looked at the
   * arguments: they can be null or nonsense, which is for the original to complain about.
   *
   * <p>The first lines are the hot path of all foreign calls, and always the same:
   *
   * <pre>{@code
   * CallTaker taker = Interception.taker();
   * if (taker == null || !(arguments[0] instanceof Request request)) {
   *   return Outcome.ORIGINAL;
   * }
   * URI uri = request.uri();
   * if (!taker.claims(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath())) {
   *   return Outcome.ORIGINAL;
   * }
   * }</pre>
   *
   * @param self the object the method was called on
   * @param arguments a fresh array; primitives are boxed. Changing it changes nothing, see {@link
   *     Outcome.OriginalWith}.
   * @return what happens now; null means {@link Outcome#ORIGINAL}
   * @throws Throwable a fault of ours, so the original runs and the fault is counted. An exception
   *     meant for the application is an {@link Outcome.Failure}. After a commit nothing may be
   *     thrown, or the call would be sent twice. A {@link LinkageError} says that the client is not
   *     the one this class was written for: this method is never intercepted again for that class
   *     loader.
   */
  Outcome intercept(Object self, Object[] arguments) throws Throwable;
}
