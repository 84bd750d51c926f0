package customerio.agent.telemetry.metrics;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Operation;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.queue.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What becomes of accepted operations and of our requests. Thread-safe. */
public final class DeliveryMetrics implements DeliveryListener {
  private static final String SYSTEM = "customerio";
  private static final String SEND = "send";

  private final Registry registry;
  private final Clock clock;

  /**
   * @param clock the wall clock with which operations were captured
   */
  DeliveryMetrics(Registry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    beginWithZeros();
  }

  /** An increase from nothing to one is none that an alert could see. */
  private void beginWithZeros() {
    for (Api api : new Api[] {Api.TRACK, Api.PIPELINES}) {
      String destination = Dimensions.destination(api);
      registry.count(Metric.PROCESSED, destination, null);
      for (Loss loss : Loss.values()) {
        if (loss != Loss.QUEUE_FULL) {
          registry.count(Metric.PROCESSED, destination, Dimension.word(loss));
        }
      }
    }
    // of these nobody knows where they should have gone
    registry.count(Metric.PROCESSED, null, Dimension.word(Loss.QUEUE_FULL));
    registry.count(Metric.PROCESSED, null, Dimension.word(Loss.UNREADABLE));
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    if (!request.operations().isEmpty()) {
      String destination = name(request.destination());
      registry.distribution(Metric.BATCH_COUNT, destination).record(request.operations().size());
      registry.distribution(Metric.BATCH_SIZE, destination).record(request.bytes());
    }
    return outcome -> ended(request, outcome);
  }

  private void ended(DeliveryRequest request, SendOutcome outcome) {
    registry
        .distribution(
            Metric.HTTP_DURATION,
            Dimensions.method(request.method()),
            request.host(),
            Integer.toString(request.port()),
            outcome.status() == 0 ? null : Integer.toString(outcome.status()),
            outcome.errorType(),
            request.route())
        .record(outcome.duration().toNanos());
  }

  @Override
  public void concluded(Conclusion conclusion) {
    String destination = name(conclusion.destination());
    String error = SendError.word(conclusion.outcome());
    registry
        .count(Metric.SENT_MESSAGES, SYSTEM, destination, SEND, error)
        .add(conclusion.operations());
    registry
        .distribution(Metric.OPERATION_DURATION, SYSTEM, destination, SEND, SEND, error)
        .record(conclusion.took().toNanos());
    registry.distribution(Metric.ATTEMPTS, destination, error).record(conclusion.attempts());
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    String name = name(destination);
    registry.count(Metric.PROCESSED, name, null).add(operations.size());
    Distribution late = registry.distribution(Metric.DELIVERY_DURATION, name);
    long now = clock.millis();
    for (Operation operation : operations) {
      late.record(TimeUnit.MILLISECONDS.toNanos(now - operation.capturedAtMillis()));
    }
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    String name = destination == null ? null : name(destination);
    registry.count(Metric.PROCESSED, name, Dimension.word(Loss.of(reason))).increment();
  }

  /** Given up to make room for newer ones; which they were is not looked up. */
  public void dropped(int operations) {
    registry.count(Metric.PROCESSED, null, Dimension.word(Loss.QUEUE_FULL)).add(operations);
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    registry.count(Metric.BREAKER_CHANGES, breaker(destination), Dimension.word(to)).increment();
  }

  @Override
  public void turnedAway(Destination destination) {
    registry.count(Metric.REJECTED_CALLS, breaker(destination)).increment();
  }

  @Override
  public void limited(Destination destination, Duration wait) {
    registry.distribution(Metric.LIMITER_WAIT, name(destination)).record(wait.toNanos());
  }

  private static String name(Destination destination) {
    return Dimensions.destination(destination.api());
  }

  private static String breaker(Destination destination) {
    return Dimensions.breaker(destination.api(), destination.region());
  }
}
