package customerio.agent.telemetry.opentelemetry;

import customerio.agent.telemetry.metrics.Kind;
import customerio.agent.telemetry.metrics.Metric;
import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.metrics.Reading;
import customerio.agent.telemetry.metrics.Registry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleConsumer;

/**
 * The metrics as instruments of OpenTelemetry. Counters are observable ones: they are read now and
 * then, and so cost nothing where they are counted. Values of histograms are passed on as they
 * come.
 */
public final class OpenTelemetryOutlet implements Outlet {
  static final String SCOPE = "io.github.customerio-agent";

  private final Meter meter;
  private final Map<Metric, DoubleHistogram> histograms = new EnumMap<>(Metric.class);

  /** For nobody but the garbage collector. */
  private final Queue<DoubleConsumer> kept = new ConcurrentLinkedQueue<>();

  private OpenTelemetryOutlet(Meter meter) {
    this.meter = meter;
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Kind.HISTOGRAM) {
        histograms.put(metric, histogram(metric));
      }
    }
  }

  /**
   * @return {@link Outlet#NONE} when nobody collects metrics
   * @throws LinkageError when the API is older than 1.32, which has no buckets for a histogram
   */
  public static Outlet of(OpenTelemetry api, String version) {
    MeterProvider provider = api.getMeterProvider();
    return provider == MeterProvider.noop()
        ? NONE
        : new OpenTelemetryOutlet(
            provider.meterBuilder(SCOPE).setInstrumentationVersion(version).build());
  }

  /**
   * In the root context: it need not be looked for, and no exemplar ties a number to the trace of
   * one caller.
   */
  @Override
  public DoubleConsumer histogram(Metric metric, List<String> labels) {
    DoubleHistogram histogram = histograms.get(metric);
    Attributes attributes = attributes(metric, labels);
    DoubleConsumer values = value -> histogram.record(value, attributes, Context.root());
    kept.add(values);
    return values;
  }

  @Override
  public void open(Registry registry) {
    for (Metric metric : Metric.values()) {
      switch (metric.kind()) {
        case COUNTER ->
            meter
                .counterBuilder(metric.metricName())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .buildWithCallback(measurement -> look(registry, metric, measurement));
        case UP_DOWN_COUNTER ->
            meter
                .upDownCounterBuilder(metric.metricName())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .buildWithCallback(measurement -> look(registry, metric, measurement));
        case GAUGE ->
            meter
                .gaugeBuilder(metric.metricName())
                .setUnit(metric.unit())
                .setDescription(metric.description())
                .buildWithCallback(measurement -> look(registry, metric, measurement));
        case HISTOGRAM -> {
          // its values are passed on one by one
        }
      }
    }
  }

  private DoubleHistogram histogram(Metric metric) {
    return meter
        .histogramBuilder(metric.metricName())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .setExplicitBucketBoundariesAdvice(metric.upperBounds())
        .build();
  }

  private static void look(
      Registry registry, Metric metric, ObservableLongMeasurement measurement) {
    for (Reading reading : registry.readings(metric)) {
      measurement.record((long) reading.value(), attributes(metric, reading.labels()));
    }
  }

  private static void look(
      Registry registry, Metric metric, ObservableDoubleMeasurement measurement) {
    for (Reading reading : registry.readings(metric)) {
      measurement.record(reading.value(), attributes(metric, reading.labels()));
    }
  }

  static Attributes attributes(Metric metric, List<String> labels) {
    AttributesBuilder attributes = Attributes.builder();
    metric
        .attributes(labels)
        .forEach(
            (key, value) -> {
              if (value instanceof Long whole) {
                attributes.put(AttributeKey.longKey(key), whole);
              } else if (value instanceof Boolean flag) {
                attributes.put(AttributeKey.booleanKey(key), flag);
              } else {
                attributes.put(AttributeKey.stringKey(key), (String) value);
              }
            });
    return attributes.build();
  }
}
