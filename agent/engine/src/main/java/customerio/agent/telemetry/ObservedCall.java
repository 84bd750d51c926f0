package customerio.agent.telemetry;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.PassReason;
import customerio.agent.telemetry.metrics.CallMetrics;
import customerio.agent.telemetry.spans.Tracing;

/** One call of the application, counted and spanned as it ends. */
final class ObservedCall implements CallObservation {
  private final Counters counters;
  private final CallMetrics metrics;
  private final Announcements announcements;
  private final Endpoint endpoint;
  private final Region region;
  private final Tracing.CallSpan span;

  ObservedCall(
      Counters counters,
      CallMetrics metrics,
      Announcements announcements,
      Endpoint endpoint,
      Region region,
      Tracing.CallSpan span) {
    this.counters = counters;
    this.metrics = metrics;
    this.announcements = announcements;
    this.endpoint = endpoint;
    this.region = region;
    this.span = span;
  }

  @Override
  public String traceparent(long credential) {
    return span.traceparent(credential);
  }

  @Override
  public void accepted(Operation operation) {
    counters.accepted.increment();
    metrics.queued(endpoint.api());
    announcements.firstCall(endpoint, region, "answered at once and queued");
    span.end("queued", operation.id());
  }

  @Override
  public void deduplicated(String operationId) {
    counters.deduplicated.increment();
    metrics.deduplicated(endpoint.api());
    span.end("deduplicated", operationId);
  }

  @Override
  public void relayed(int status) {
    counters.relayed.increment();
    metrics.relayed(endpoint.api());
    announcements.firstCall(endpoint, region, relayedWords(status));
    span.end("relayed", null);
  }

  @Override
  public void drops(SilentLoss loss) {
    counters.silentlyDropped.increment();
    metrics.ineffective(loss);
    announcements.drops(loss);
  }

  @Override
  public void passed(PassReason reason) {
    metrics.passed(endpoint.api(), reason);
    announcements.passed(reason);
    span.end(Tracing.CallSpan.PASSED, null);
  }

  private static String relayedWords(int status) {
    return status == 0 ? "Customer.io did not answer" : "Customer.io itself answered " + status;
  }
}
