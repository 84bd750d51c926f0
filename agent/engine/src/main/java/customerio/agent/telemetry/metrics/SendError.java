package customerio.agent.telemetry.metrics;

import customerio.agent.delivery.Conclusion;

/** Why a request for queued operations came to nothing. */
public enum SendError {
  /** Its content is at fault; of several operations at least one. */
  REJECTED,
  THROTTLED,
  UNAUTHORIZED,
  /** An answer that says that Customer.io is not well, or none of Customer.io's. */
  UNAVAILABLE,
  TIMEOUT,
  NO_ANSWER;

  /**
   * As an attribute has it.
   *
   * @return null when it was a success
   */
  public static String word(Conclusion.Outcome outcome) {
    SendError cause = of(outcome);
    return cause == null ? null : Dimension.word(cause);
  }

  /** Null when it was a success. */
  private static SendError of(Conclusion.Outcome outcome) {
    return switch (outcome) {
      case TAKEN -> null;
      case REJECTED -> REJECTED;
      case THROTTLED -> THROTTLED;
      case UNAUTHORIZED -> UNAUTHORIZED;
      case UNAVAILABLE -> UNAVAILABLE;
      case TIMED_OUT -> TIMEOUT;
      case NO_ANSWER -> NO_ANSWER;
    };
  }
}
