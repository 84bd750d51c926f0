package customerio.agent.capture;

/** The engine as the instrumentation sees it. Thread-safe; no method throws. */
public interface CallTaker {

  /**
   * Whether calls to this place are Customer.io's at all. On the path of every HTTP call of the
   * application, so it allocates nothing and takes nanoseconds for foreign hosts.
   *
   * @param scheme {@code http} or {@code https}
   * @param port -1 for the scheme's default
   * @param rawPath may be null or empty for the root
   */
  boolean claims(String scheme, String host, int port, String rawPath);

  /** The caller's trace; call it on the application's own thread, after {@link #claims}. */
  Origin origin();

  /** Decides about a claimed call. Changes nothing until the takeover is committed. */
  Takeover take(CapturedRequest request, Origin origin);

  /**
   * A claimed call that may change something goes out by itself without having been shown to {@link
   * #take}: its body cannot be captured, or is too long. What it says is not known.
   */
  void bypassed();

  /** Bodies above this many bytes are not captured; such a call is {@link #bypassed}. */
  int maxBodyBytes();

  /** A fault in instrumentation code: counted, logged at most once per place, never rethrown. */
  void suppressed(String place, Throwable fault);

  /**
   * A request that says it is a webhook of Customer.io has reached the application.
   *
   * @param signature of its header
   * @param timestamp of its header; may be null
   * @param length of its body in bytes, -1 when it is not known
   * @return what wants to know the body, or null when nobody does
   */
  default WebhookBody webhook(String signature, String timestamp, long length) {
    return null;
  }
}
