package customerio.agent.instrumentation.app.okhttp;

/**
 * What has become of one call behind the network interceptors. They run on the calling thread, and
 * may make other calls on it, so attempts nest.
 */
final class Attempt {
  private static final ThreadLocal<Attempt> CURRENT = new ThreadLocal<>();

  private boolean reached;
  private boolean answered;

  static Attempt current() {
    return CURRENT.get();
  }

  /**
   * Makes this the current one.
   *
   * @return what was current before, for {@link #end}
   */
  Attempt begin() {
    Attempt outer = CURRENT.get();
    CURRENT.set(this);
    return outer;
  }

  static void end(Attempt outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** The interceptors have let the request through. */
  void reach() {
    reached = true;
  }

  boolean isReached() {
    return reached;
  }

  /** From here on the original must not run: the request is accepted, or was sent. */
  void answer() {
    answered = true;
  }

  boolean isAnswered() {
    return answered;
  }
}
