package customerio.agent.delivery;

import java.time.Duration;
import java.util.List;

/**
 * What an answer means for the operations of a request. Each of them is in exactly one of the lists
 * if the course is {@link Course#SETTLED}, and in none of them otherwise.
 *
 * @param next requests to send in place of the answered one, in order
 * @param retryAfter null when Customer.io named no time
 */
record Verdict(
    Course course,
    List<Claimed> delivered,
    List<Rejected> dead,
    List<Piece> next,
    Duration retryAfter,
    String reason) {

  enum Course {
    /** Customer.io has decided. */
    SETTLED,
    /** It can be sent again as it is. */
    RETRY,
    THROTTLED,
    UNAUTHORIZED
  }

  record Rejected(Claimed item, String reason) {}

  static Verdict settled(List<Claimed> delivered, List<Rejected> dead, List<Piece> next) {
    return new Verdict(Course.SETTLED, delivered, dead, next, null, null);
  }

  static Verdict unsettled(Course course, Duration retryAfter, String reason) {
    return new Verdict(course, List.of(), List.of(), List.of(), retryAfter, reason);
  }
}
