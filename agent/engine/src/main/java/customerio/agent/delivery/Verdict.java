package customerio.agent.delivery;

import java.time.Duration;
import java.util.List;

/**
 * What an answer means for the operations of a request. Each of them is in exactly one of the lists
 * if the course is {@link Course#SETTLED}, and in none of them otherwise.
 *
 * @param next requests to send in place of the answered one, in order
 * @param retryAfter null when Customer.io named no time
 * @param reason why not all is decided; null when it is
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

  /** Nothing is decided yet: all of it goes out again in these requests. */
  static Verdict again(List<Piece> next, String reason) {
    return new Verdict(Course.SETTLED, List.of(), List.of(), next, null, reason);
  }

  static Verdict unsettled(Course course, Duration retryAfter, String reason) {
    return new Verdict(course, List.of(), List.of(), List.of(), retryAfter, reason);
  }
}
