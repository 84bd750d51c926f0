package customerio.agent.management.page;

import customerio.agent.customerio.Operation;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.Destination;
import customerio.agent.queue.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Remembers of deliveries what is worth a look. Thread-safe. */
public final class RecentEvents implements DeliveryListener {
  private final Clock clock;
  final Pulse pulse;
  final LastTimes times = new LastTimes();
  final Refusals refusals = new Refusals();

  public RecentEvents(Clock clock) {
    this.clock = clock;
    this.pulse = new Pulse(clock);
  }

  /** The last operations that were given up, the newest first, one a line. */
  public List<String> failures() {
    return refusals.last().stream().map(Refusals.Refusal::line).toList();
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    times.succeeded(destination, clock.instant());
    operations.forEach(operation -> pulse.add(operation.capturedAtMillis()));
  }

  @Override
  public void retried(Destination destination, List<Operation> operations, String reason) {
    times.failed(destination, clock.instant(), reason);
  }

  @Override
  public void unclear(Destination destination, List<Operation> operations, String reason) {
    times.failed(destination, clock.instant(), reason);
  }

  @Override
  public void throttled(Destination destination, Duration pause) {
    times.failed(destination, clock.instant(), "throttled");
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    if (refused) {
      times.failed(destination, clock.instant(), "credential refused");
    }
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    refusals.add(
        new Refusals.Refusal(
            clock.instant(),
            operation == null ? "" : operation.endpoint().kind(),
            destination == null ? "" : destination.toString(),
            reason.split(":")[0]));
  }
}
