package customerio.agent.customerio;

/**
 * Why Pipelines drops a call to which it answers 200. Nothing in the answer says so, unless the
 * application asks for strict mode.
 */
public enum SilentLoss {
  OVERSIZE(
      "a call is larger than 32 KB or a batch larger than 500 KB",
      "split it, or send X-Strict-Mode: 1 to get an error"),
  NOT_JSON("the body is not one JSON object", "send JSON in UTF-8"),
  NO_IDENTIFIER("it names nobody", "set userId or anonymousId, and previousId for an alias"),
  NO_EVENT_NAME("a track call has no event", "set event"),
  NO_GROUP("a group call has no groupId", "set groupId"),
  NO_CALLS("a batch holds no calls", "put them into the array batch");

  private final String words;
  private final String remedy;

  SilentLoss(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** Why, for a log line; never anything of the call. */
  public String words() {
    return words;
  }

  /** What the application has to change. */
  public String remedy() {
    return remedy;
  }

  /**
   * @return null when it was refused for all to see, or by us for another reason
   */
  public static SilentLoss of(Endpoint endpoint, Reading.NotUnderstood reading) {
    if (endpoint.api() != Api.PIPELINES) {
      return null;
    }
    return switch (reading.reason()) {
      case "oversize" -> OVERSIZE;
      case "json-invalid" -> NOT_JSON;
      case "identifier-missing" -> NO_IDENTIFIER;
      case "name-missing" -> NO_EVENT_NAME;
      case "group-missing" -> NO_GROUP;
      case "batch-missing" -> NO_CALLS;
      default -> null;
    };
  }
}
