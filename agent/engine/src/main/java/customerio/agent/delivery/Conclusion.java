package customerio.agent.delivery;

import java.time.Duration;

/**
 * A request for queued operations is over: it will not be repeated as it is.
 *
 * @param operations how many are in it
 * @param attempts at least 1
 * @param took since the first of them began
 */
public record Conclusion(
    Destination destination, int operations, int attempts, Duration took, Outcome outcome) {

  /** What became of the request; of its operations, listeners are told by other methods. */
  public enum Outcome {
    /** Of several operations perhaps not all. */
    TAKEN,
    /** Its content is at fault. */
    REJECTED,
    THROTTLED,
    UNAUTHORIZED,
    /** An answer that says that Customer.io is not well, or none of Customer.io's. */
    UNAVAILABLE,
    TIMED_OUT,
    NO_ANSWER
  }
}
