package customerio.agent.instrumentation.weaving;

/** What becomes of an intercepted method. */
public sealed interface Outcome {
  /** The original runs as if we were not there. */
  Outcome ORIGINAL = Original.ORIGINAL;

  enum Original implements Outcome {
    ORIGINAL
  }

  /**
   * The original runs with other arguments.
   *
   * @param arguments as many as the method has, each of its parameter's type. Not copied.
   */
  record OriginalWith(Object... arguments) implements Outcome {}

  /**
   * The original does not run.
   *
   * @param value returned to the caller; of the method's return type, boxed if primitive; null for
   *     {@code void}
   */
  record Answer(Object value) implements Outcome {}

  /**
   * The original does not run.
   *
   * @param thrown to the caller, as it is. Should be one the method declares: the application has
   *     no {@code catch} for others.
   */
  record Failure(Throwable thrown) implements Outcome {}
}
