package customerio.agent.telemetry;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnWay;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.SendObservation;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.IntakeListener;
import customerio.agent.intake.PassReason;
import customerio.agent.intake.Rehearsed;
import customerio.agent.queue.Ticket;
import customerio.agent.telemetry.application.ApplicationApis;
import customerio.agent.telemetry.application.ApplicationTracing;
import customerio.agent.telemetry.metrics.Metrics;
import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryOutlet;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryTracing;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
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
  private final Metrics metrics;
  private final SendScope sendScope;
  private final Announcements announcements;
  private final ObservedTraffic observed;
  private final Set<String> faultyPlaces = ConcurrentHashMap.newKeySet();
  private volatile Tracing tracing;
  private volatile OwnOpenTelemetry own;
  private volatile Outlet ownOutlet; // metrics refer to it weakly

  /**
   * Call it on a thread of ours, see {@link ApmAgent}.
   *
   * @param spans whether to report to an APM agent that is there, else to the application's own
   *     OpenTelemetry
   */
  public static Telemetry create(
      boolean spans, SpanSettings settings, String version, Consumer<String> log, Clock clock) {
    if (!spans) {
      return new Telemetry(
          new Counters(),
          Metrics.unexported(clock),
          Tracing.NONE,
          SendScope.NONE,
          new Announcements(log, clock),
          new ObservedTraffic(log));
    }
    ApmAgent agent = ApmAgent.find(version, settings);
    return agent == null
        ? new Telemetry(
            new Counters(),
            Metrics.awaitingExport(clock),
            new ApplicationTracing(ApplicationApis.OF_THIS_JVM, version, settings),
            SendScope.NONE,
            new Announcements(log, clock),
            new ObservedTraffic(log))
        : new Telemetry(
            new Counters(),
            Metrics.exportedTo(agent.outlet(), clock),
            agent.tracing(),
            agent.tracing() == Tracing.NONE ? SendScope.NONE : new SuppressedScope(),
            new Announcements(log, clock),
            new ObservedTraffic(log));
  }

  /** For an OpenTelemetry of our own that is still to come, see {@link #exportTo}. */
  public static Telemetry awaitingExport(Consumer<String> log, Clock clock) {
    return new Telemetry(
        new Counters(),
        Metrics.awaitingExport(clock),
        Tracing.NONE,
        suppressedScope(),
        new Announcements(log, clock),
        new ObservedTraffic(log));
  }

  private static SendScope suppressedScope() {
    SendScope scope = new SuppressedScope();
    try {
      return scope.call(() -> scope);
    } catch (Exception | LinkageError e) {
      return SendScope.NONE; // as in ApmAgent: no other agent is there
    }
  }

  /** The same without anything having been set. */
  public static Telemetry create(boolean spans, String version, Consumer<String> log, Clock clock) {
    return create(spans, SpanSettings.DEFAULTS, version, log, clock);
  }

  Telemetry(
      Counters counters,
      Metrics metrics,
      Tracing tracing,
      SendScope sendScope,
      Announcements announcements,
      ObservedTraffic observed) {
    this.counters = counters;
    this.metrics = metrics;
    this.tracing = tracing;
    this.sendScope = sendScope;
    this.announcements = announcements;
    this.observed = observed;
  }

  public Counters.Snapshot counters() {
    return counters.snapshot();
  }

  public Metrics metrics() {
    return metrics;
  }

  /** What mode {@code observe} has found. */
  public ObservedTraffic.Snapshot observed() {
    return observed.snapshot();
  }

  /** What the transport's exchanges run in. */
  public SendScope sendScope() {
    return sendScope;
  }

  /** Once, of {@link #awaitingExport}: calls have spans from now on. */
  public void exportTo(OwnOpenTelemetry opened, SpanSettings settings, String version) {
    own = opened;
    ownOutlet = OpenTelemetryOutlet.of(opened.api(), version);
    exportTo(ownOutlet);
    tracing = OpenTelemetryTracing.of(opened.api(), version, settings);
  }

  /** Whether applications' own OpenTelemetries are told, so that there may be metrics for them. */
  public boolean isForApplications() {
    return tracing instanceof ApplicationTracing;
  }

  /**
   * Metrics go there from now on, if they wait for somebody who collects them.
   *
   * @param made not kept here: whoever made it keeps it
   */
  public void exportTo(Outlet made) {
    metrics.exportTo(made);
  }

  /**
   * Exports for the last time, if it is to an OpenTelemetry of our own.
   *
   * @param patience the longest it is waited for
   */
  public void close(Duration patience) throws InterruptedException {
    OwnOpenTelemetry opened = own;
    if (opened != null) {
      opened.close(patience);
    }
  }

  @Override
  public Origin origin() {
    return tracing.origin();
  }

  @Override
  public Origin origin(Origin caller, Headers headers) {
    return tracing.origin(caller, headers);
  }

  @Override
  public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
    return new ObservedCall(
        counters, metrics.calls(), announcements, endpoint, region, span(endpoint, region, origin));
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
  public void rehearsed(Rehearsed call) {
    observed.rehearsed(call);
  }

  @Override
  public void watched(boolean atOnce, int status, Duration took) {
    observed.watched(atOnce, status, took);
  }

  @Override
  public void ownWay(String client, OwnWay way) {
    metrics.calls().passed(PassReason.OWN_WAY);
    announcements.ownWay(client, way);
  }

  @Override
  public void intercepted(String client, boolean answered, long nanos) {
    metrics.calls().intercepted(client, answered, nanos);
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    counters.suppressed.increment();
    metrics.calls().fault();
    if (faultyPlaces.add(place)) {
      announcements.fault(place, fault);
    }
  }

  @Override
  public void suppressedBefore(long faults) {
    counters.suppressed.add(faults);
  }

  @Override
  public DeliveryObservation delivering(DeliveryRequest request) {
    return tracing.delivery(request);
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    if (request.operations().isEmpty()) {
      return tracing.relayed(request);
    }
    counters.requests.increment();
    return SendObservation.NONE;
  }

  @Override
  public void concluded(Conclusion conclusion) {
    announcements.concluded(conclusion);
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
  public void aging(Destination destination, Duration oldest) {
    announcements.aging(destination, oldest);
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
