package customerio.agent.delivery;

import customerio.agent.transport.TransportException;
import java.time.Duration;

/**
 * @param status of the answer; 0 = there was none
 * @param failure why there was no answer, naming a host at most; null when there was one
 * @param timedOut that is why
 */
public record SendOutcome(int status, String failure, boolean timedOut, Duration duration) {

  private static final int FIRST_ERROR_STATUS = 400;

  /**
   * As the HTTP conventions have it: the status, or a word that is one of a few.
   *
   * @return null when there is no error
   */
  public String errorType() {
    if (status != 0) {
      return status < FIRST_ERROR_STATUS ? null : Integer.toString(status);
    }
    return timedOut ? "timeout" : "no_answer";
  }

  static SendOutcome answered(int status, Duration duration) {
    return new SendOutcome(status, null, false, duration);
  }

  static SendOutcome failed(TransportException failure, Duration duration) {
    return new SendOutcome(0, failure.getMessage(), failure.timedOut(), duration);
  }

  /** A defect of ours. */
  static SendOutcome broken(Throwable fault, Duration duration) {
    return new SendOutcome(0, fault.getClass().getName(), false, duration);
  }
}
