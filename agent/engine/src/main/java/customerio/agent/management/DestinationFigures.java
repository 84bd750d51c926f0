package customerio.agent.management;

import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendOutcome;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** What has become of one destination's requests and operations since start. Thread-safe. */
final class DestinationFigures {
  private static final int LATENCIES_KEPT = 512;
  private static final int FIRST_ERROR = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  final LongAdder requests = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder answers4xx = new LongAdder();
  final LongAdder answers429 = new LongAdder();
  final LongAdder answers5xx = new LongAdder();
  final LongAdder unanswered = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder dead = new LongAdder();
  final LongAdder rejectedCalls = new LongAdder();
  final LongAdder breakerChanges = new LongAdder();
  final RecentValues latencies = new RecentValues(LATENCIES_KEPT);
  volatile String server = "";
  volatile Instant breakerChangedAt;
  private volatile Instant succeededAt;
  private volatile Failure failure;

  /**
   * @param kind a status, {@code timeout} or {@code no_answer}
   */
  record Failure(Instant at, String kind) {}

  void ended(DeliveryRequest request, SendOutcome outcome, Instant at) {
    requests.increment();
    if (request.attempt() > 1) {
      repeated.increment();
    }
    int status = outcome.status();
    if (status == 0) {
      unanswered.increment();
      failure = new Failure(at, outcome.timedOut() ? "timeout" : "no_answer");
      return;
    }
    latencies.add(outcome.duration().toNanos());
    if (status < FIRST_ERROR) {
      succeededAt = at;
      return;
    }
    failure = new Failure(at, Integer.toString(status));
    if (status == TOO_MANY_REQUESTS) {
      answers429.increment();
    } else if (status < FIRST_SERVER_ERROR) {
      answers4xx.increment();
    } else {
      answers5xx.increment();
    }
  }

  /** Null = not since start. */
  Instant succeededAt() {
    return succeededAt;
  }

  /** Null = none since start. */
  Failure failure() {
    return failure;
  }
}
