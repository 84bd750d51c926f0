package customerio.agent.management.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last operations that were given up; of what they said, nothing. Thread-safe. */
final class Refusals {
  private static final int KEPT = 20;

  private final Deque<Refusal> last = new ArrayDeque<>();

  /**
   * @param kind such as {@code track.event}; "" when the operation could not be read
   * @param destination such as {@code track-us}; "" when it could not be read
   * @param reason a short code; what Customer.io says beyond it may quote the operation
   */
  record Refusal(Instant at, String kind, String destination, String reason) {

    String line() {
      return at.truncatedTo(ChronoUnit.SECONDS)
          + " "
          + (kind.isEmpty() ? "an operation that cannot be read" : kind)
          + (destination.isEmpty() ? "" : " to " + destination)
          + ": "
          + reason;
    }
  }

  synchronized void add(Refusal refusal) {
    if (last.size() == KEPT) {
      last.removeLast();
    }
    last.addFirst(refusal);
  }

  /** The newest first. */
  synchronized List<Refusal> last() {
    return List.copyOf(last);
  }
}
