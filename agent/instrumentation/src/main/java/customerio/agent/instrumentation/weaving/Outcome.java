package customerio.agent.instrumentation.weaving;

/**
 * What becomes of an intercepted method.
 *
 * <pre>
 *  ORIGINAL          the original runs as if we were not there
 *  originalWith(…)   the original runs with other arguments
 *  answer(value)     the original does not run; the value is returned
 *  failure(thrown)   the original does not run; the exception is thrown as it is, also a checked one
 * </pre>
 *
 * Immutable.
 */
public final class Outcome {
  public static final Outcome ORIGINAL = new Outcome(null);

  // { not null if the original is skipped, value to return, exception to throw, arguments }
  private final Object[] effect;

  private Outcome(Object[] effect) {
    this.effect = effect;
  }

  /**
   * @param value of the method's return type, boxed if primitive; null for {@code void}
   */
  public static Outcome answer(Object value) {
    return new Outcome(new Object[] {Boolean.TRUE, value, null, null});
  }

  /**
   * @param thrown should be one the method declares: the application has no {@code catch} for
   *     others
   */
  public static Outcome failure(Throwable thrown) {
    return new Outcome(new Object[] {Boolean.TRUE, null, thrown, null});
  }

  /**
   * @param arguments as many as the method has, each of its parameter's type
   */
  public static Outcome originalWith(Object... arguments) {
    return new Outcome(new Object[] {null, null, null, arguments});
  }

  /** The form woven code understands: only types that every class can see. */
  Object[] effect() {
    return effect;
  }
}
