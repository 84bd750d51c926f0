package customerio.agent.telemetry;

import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryOutlet;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryTracing;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * The OpenTelemetry, Elastic or Datadog agent in this JVM. They bridge the API wherever they find
 * it, the copy in our loader included.
 */
record ApmAgent(Tracing tracing, Outlet outlet) {

  /**
   * Call it on a thread of ours: the API keeps the stack of its first use, and with it the loader
   * of an application that happened to be on it.
   *
   * @return null when none is there
   */
  static ApmAgent find(String version, SpanSettings settings) {
    try {
      // Not getOrNoop(): the Elastic and Datadog agents bridge only get().
      return of(GlobalOpenTelemetry.get(), version, settings);
    } catch (RuntimeException | LinkageError e) {
      // The API needs java.logging, and so does every APM agent: on a runtime without that module
      // nobody would see a span. And what an APM agent throws must not cost the engine.
      return null;
    }
  }

  static ApmAgent of(OpenTelemetry api, String version, SpanSettings settings) {
    Tracing tracing = OpenTelemetryTracing.of(api, version, settings);
    Outlet outlet = outlet(api, version);
    return tracing == Tracing.NONE && outlet == Outlet.NONE ? null : new ApmAgent(tracing, outlet);
  }

  /** By itself: metrics that an agent bridges badly must not cost the spans. */
  private static Outlet outlet(OpenTelemetry api, String version) {
    try {
      return OpenTelemetryOutlet.of(api, version);
    } catch (RuntimeException | LinkageError e) {
      return Outlet.NONE;
    }
  }
}
