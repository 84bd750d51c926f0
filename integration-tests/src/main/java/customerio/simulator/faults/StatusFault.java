package customerio.simulator.faults;

/**
 * Answers in place of the API; nothing is processed.
 *
 * @param retryAfter value of the header, seconds or an HTTP date; null for none
 * @param body null for the family's usual error body
 */
public record StatusFault(int status, String retryAfter, String body) {

  public StatusFault {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("a status is between 200 and 599, not " + status);
    }
  }
}
