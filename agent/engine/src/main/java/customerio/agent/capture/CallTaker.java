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

  /**
   * Whether {@link #take} may lead to anything but the original call. Tells nobody, changes nothing
   * and is not final: for a client whose preparations the application would notice.
   */
  default boolean mayTake(CapturedRequest request) {
    return true;
  }

  /**
   * Decides about a claimed call. Once per call. Changes nothing until the takeover is committed.
   */
  Takeover take(CapturedRequest request, Origin origin);

  /**
   * A claimed call that may change something goes out by itself without having been shown to {@link
   * #take}: its body cannot be captured, or is too long. What it says is not known.
   */
  void bypassed();

  /**
   * A claimed call whose client would reach Customer.io in another way than our transport; asked
   * before anything of it is touched.
   *
   * @param client as its users call it: {@code OkHttp}
   * @return whether the original has to run, without being shown to {@link #take}; true also says
   *     what {@link #bypassed} would
   */
  default boolean leaves(String client, OwnWay way) {
    bypassed();
    return true;
  }

  /**
   * What a claimed call that was shown to {@link #take} has cost its application, if it did not
   * have to wait for Customer.io.
   *
   * @param client a name of ours: {@code okhttp}
   * @param answered at once; otherwise the original runs
   * @param nanos that its thread was with us
   */
  default void intercepted(String client, boolean answered, long nanos) {}

  /** Bodies above this many bytes are not captured; such a call is {@link #bypassed}. */
  int maxBodyBytes();

  /** A fault in instrumentation code: counted, logged at most once per place, never rethrown. */
  void suppressed(String place, Throwable fault);

  /**
   * Faults that were suppressed, and logged, before there was an engine to count them.
   *
   * @param faults how many
   */
  default void suppressedBefore(long faults) {}

  /**
   * A client is not one that we know, so its calls go out by themselves.
   *
   * @param sentence for the log, once
   */
  default void leftAlone(String sentence) {}

  /**
   * Nothing follows from it but that somebody may want to know.
   *
   * @param sentence for the log, once
   */
  default void noticed(String sentence) {}

  /**
   * Whether {@link #take} would leave such a call alone whatever else it says, so that what has to
   * be changed about it beforehand need not be; it then counts as {@link #bypassed}. Asked after
   * {@link #claims}.
   *
   * @param rawPath may be null or empty for the root
   */
  default boolean wouldPass(String method, String scheme, String host, int port, String rawPath) {
    return false;
  }

  /**
   * Something of the instrumentation is not as it should be: said once in the log, and a reason in
   * the health from now on. Nothing is lost by it.
   *
   * @param code stable, for alerts
   * @param subject what is concerned; "" when there is just one
   * @param sentence what, and how to put it right; takes the place of an earlier one
   */
  default void concern(String code, String subject, String sentence) {}

  /**
   * The user has told the agent with which credential the application calls, so operations that an
   * earlier run left need not wait for a call to bring it. Kept in memory only.
   *
   * @param authorization the value of that header
   */
  default void credential(String authorization) {}

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
