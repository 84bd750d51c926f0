package customerio.agent.telemetry;

import customerio.agent.telemetry.metrics.Metrics;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryTracing;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.transport.SendScope;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Clock;
import java.util.List;

/** Somebody who collects spans: as an APM agent, but in the heap, and global to nobody. */
final class CollectedSpans implements AutoCloseable {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  final OpenTelemetry api = OpenTelemetrySdk.builder().setTracerProvider(provider).build();

  Telemetry telemetry(SpanSettings settings) {
    Clock clock = Clock.systemUTC();
    return new Telemetry(
        new Counters(),
        Metrics.unexported(clock),
        OpenTelemetryTracing.of(api, "1.2.3", settings),
        SendScope.NONE,
        new Announcements(line -> {}, clock),
        new ObservedTraffic(line -> {}));
  }

  /** Of the application. */
  Tracer application() {
    return api.getTracer("application");
  }

  List<SpanData> all() {
    return exporter.getFinishedSpanItems();
  }

  SpanData only(String name) {
    List<SpanData> named = all().stream().filter(span -> span.getName().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(named.size() + " spans " + name + " among " + all());
    }
    return named.get(0);
  }

  @Override
  public void close() {
    provider.close();
  }
}
