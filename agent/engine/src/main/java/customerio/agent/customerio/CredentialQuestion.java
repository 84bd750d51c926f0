package customerio.agent.customerio;

/**
 * A request that changes nothing, whatever the answer, and makes Customer.io say what it thinks of
 * a credential. Both are documented; the App API has no such question.
 */
public enum CredentialQuestion {
  /** Tells the account's region as well, and does so on either host. */
  TRACK(Api.TRACK, "GET", "/api/v1/accounts/region", ""),

  /**
   * An alias that names none of the two people it must name can have no effect, not even where a
   * gateway drops the header that asks for the real verdict. Without that header Pipelines answers
   * 200 to a wrong key.
   */
  PIPELINES(Api.PIPELINES, "POST", "/v1/alias", "{}");

  public static final String STRICT_MODE = "X-Strict-Mode";

  /** What an answer says about the credential. */
  public enum Verdict {
    ACCEPTED,
    REFUSED,
    /** Neither: Customer.io is not well, or the place knows no such question. */
    UNKNOWN
  }

  private final Api api;
  private final String method;
  private final String target;
  private final String body;

  CredentialQuestion(Api api, String method, String target, String body) {
    this.api = api;
    this.method = method;
    this.target = target;
    this.body = body;
  }

  /** Null for an API that has none. */
  public static CredentialQuestion about(Api api) {
    return switch (api) {
      case TRACK -> TRACK;
      case PIPELINES -> PIPELINES;
      case APP -> null;
    };
  }

  public Api api() {
    return api;
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  /** JSON; "" for none. */
  public String body() {
    return body;
  }

  /** Whether {@link #STRICT_MODE} has to be {@code 1}. */
  public boolean isStrict() {
    return this == PIPELINES;
  }

  public Verdict verdict(int status) {
    return switch (status) {
      case 200 -> Verdict.ACCEPTED;
      // strict mode looks at the key first, and then misses the two people
      case 400 -> this == PIPELINES ? Verdict.ACCEPTED : Verdict.UNKNOWN;
      case 401 -> Verdict.REFUSED;
      // of Pipelines only 401 is documented; a gateway may forbid what it does not know
      case 403 -> this == TRACK ? Verdict.REFUSED : Verdict.UNKNOWN;
      default -> Verdict.UNKNOWN;
    };
  }
}
