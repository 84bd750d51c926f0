package customerio.agent.customerio;

import java.time.Duration;
import java.util.Map;

/** What an HTTP answer of Customer.io means for the items of the request. */
public sealed interface Answer {

  /** Customer.io has taken all of them. Acceptance, not effect: it may still ignore some. */
  record Accepted() implements Answer {}

  /**
   * All but these were taken.
   *
   * @param refused position in the batch → reason, {@code field:reason}, without values
   */
  record PartlyAccepted(Map<Integer, String> refused) implements Answer {
    public PartlyAccepted {
      refused = Map.copyOf(refused);
    }
  }

  /** A success on the face of it that does not tell which items were taken. */
  record Unattributable(String reason) implements Answer {}

  /** The whole request was refused: 400, 422 and the 4xx which have no meaning of their own. */
  record Refused(String reason) implements Answer {}

  /** 413: fewer items may pass. */
  record TooLarge() implements Answer {}

  /** 401, 403: the credential is to blame, no item is. */
  record Unauthorized() implements Answer {}

  /** 404, 405 and what else no item can be blamed for, and time will not mend. */
  record Misconfigured(int status) implements Answer {}

  /**
   * 429.
   *
   * @param retryAfter null when Customer.io named no time
   */
  record Throttled(Duration retryAfter) implements Answer {}

  /**
   * 408 and 5xx.
   *
   * @param retryAfter null when Customer.io named no time
   */
  record TryLater(Duration retryAfter, String reason) implements Answer {}

  /**
   * 301, 302, 307, 308.
   *
   * @param location as sent, possibly relative; null when there is none
   */
  record Redirected(String location) implements Answer {}
}
