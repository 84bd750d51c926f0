package customerio.agent.telemetry;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.IntakeListener;
import customerio.agent.queue.Ticket;
import customerio.agent.transport.SendScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Listens to intake and delivery and tells counters, spans and log. Thread-safe. */
public final class Telemetry implements IntakeListener, DeliveryListener {
  private final Counters counters;
  private final Tracing tracing;
  private final Announcements announcements;
  private final Set<String> faultyPlaces = ConcurrentHashMap.newKeySet();

  /**
   * Call it on a thread of ours, see {@link OpenTelemetryTracing#find}.
   *
   * @param spans whether to report to an APM agent that is there
   */
  public static Telemetry create(boolean spans, String version, Consumer<String> log, Clock clock) {
    return new Telemetry(
        new Counters(), spans ? tracing(version) : Tracing.NONE, new Announcements(log, clock));
  }

  private static Tracing tracing(String version) {
    try {
      return OpenTelemetryTracing.find(version);
    } catch (LinkageError e) {
      // The API needs java.logging, and so does every APM agent: on a runtime without that module
      // nobody would see a span.
      return Tracing.NONE;
    }
  }

  Telemetry(Counters counters, Tracing tracing, Announcements announcements) {
    this.counters = counters;
    this.tracing = tracing;
    this.announcements = announcements;
  }

  public Counters.Snapshot counters() {
    return counters.snapshot();
  }

  /** What the transport's exchanges run in. */
  public SendScope sendScope() {
    return tracing.sendScope();
  }

  @Override
  public Origin origin() {
    return tracing.origin();
  }

  @Override
  public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
    return new ObservedCall(
        counters, announcements, endpoint, region, span(endpoint, region, origin));
  }

  /** A call without a span is better than a call that is not taken over. */
  private Tracing.CallSpan span(Endpoint endpoint, Region region, Origin origin) {
    try {
      return tracing.call(endpoint, region, origin);
    } catch (RuntimeException | LinkageError fault) {
      suppressed("tracing", fault);
      return Tracing.NONE.call(endpoint, region, origin);
    }
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    counters.suppressed.increment();
    if (faultyPlaces.add(place)) {
      announcements.fault(place, fault);
    }
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    if (request.operations().isEmpty()) {
      return SendObservation.NONE;
    }
    counters.requests.increment();
    Tracing.SendSpan span = tracing.send(request);
    return outcome -> span.end(outcome.status(), outcome.failure());
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    counters.delivered.add(operations.size());
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    counters.rejected.increment();
    announcements.dead(destination, operation, reason);
  }

  @Override
  public void retried(Destination destination, List<Operation> operations, String reason) {
    counters.retried.add(operations.size());
  }

  @Override
  public void unclear(Destination destination, List<Operation> operations, String reason) {
    counters.unclear.add(operations.size());
    announcements.unclear(destination, operations.size(), reason);
  }

  @Override
  public void held(Destination destination, Operation operation, int attempts, Duration delay) {
    announcements.held(destination, operation, attempts, delay);
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    announcements.breaker(destination, to);
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    announcements.refused(destination, refused);
  }

  @Override
  public void redirected(Destination destination, String host) {
    announcements.redirected(destination, host);
  }

  @Override
  public void fault(Destination destination, Throwable fault) {
    suppressed("delivery", fault);
  }
}
