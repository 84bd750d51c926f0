package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.telemetry.opentelemetry.OpenTelemetryOutlet;
import customerio.agent.testing.Garbage;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateOutletTest {
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final OpenTelemetrySdk late =
      OpenTelemetrySdk.builder().setMeterProvider(provider).build();
  private final Outlet outlet = OpenTelemetryOutlet.of(late, "1.2");
  private final Metrics metrics =
      Metrics.awaitingExport(Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC));

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void whatWasCountedBefore_isExported() {
    metrics.calls().fault();
    metrics.exportTo(outlet);
    metrics.calls().fault();

    assertThat(data(Metric.FAULTS).getLongSumData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getValue()).isEqualTo(2));
  }

  /** The client's histogram is known from before. */
  @Test
  void histograms_haveWhatComesFromThenOn() {
    metrics.calls().intercepted("okhttp", true, 40_000);
    metrics.exportTo(outlet);
    metrics.calls().intercepted("okhttp", true, 60_000);

    assertThat(data(Metric.INTERCEPT_DURATION).getHistogramData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getCount()).isEqualTo(1);
              assertThat(point.getSum()).isEqualTo(60e-6);
            });
  }

  @Test
  void severalOutlets_areAllTold() {
    List<Double> values = new ArrayList<>();
    Outlet other = listing(values);
    metrics.exportTo(outlet);
    metrics.exportTo(other);
    metrics.calls().intercepted("okhttp", true, 60_000);

    assertThat(values).containsExactly(60e-6);
    assertThat(data(Metric.INTERCEPT_DURATION).getHistogramData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getSum()).isEqualTo(60e-6));
    Reference.reachabilityFence(other);
  }

  /** Its instruments would be there twice. */
  @Test
  void outletThatIsToldAlready_isNotOpenedAgain() {
    metrics.exportTo(outlet);
    metrics.exportTo(outlet);
    metrics.calls().fault();
    metrics.calls().intercepted("okhttp", true, 60_000);

    assertThat(data(Metric.INTERCEPT_DURATION).getHistogramData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getSum()).isEqualTo(60e-6));
  }

  /** Nothing would ever take it from the list. */
  @Test
  void outletThatTellsNobody_isNotKept() {
    LateOutlet late = new LateOutlet();
    late.open(new Registry(late));
    late.use(Outlet.NONE);

    assertThat(late).extracting("outlets").isEqualTo(List.of());
  }

  /** An application's goes with the application. */
  @Test
  void outletThatNobodyKeeps_isNotKept() throws Exception {
    WeakReference<Outlet> dropped = exportedToOneThatIsDropped();
    assertThat(Garbage.takes(dropped)).isTrue();

    metrics.calls().intercepted("okhttp", true, 50_000);
    metrics.exportTo(outlet);
    metrics.calls().intercepted("okhttp", true, 60_000);

    assertThat(data(Metric.INTERCEPT_DURATION).getHistogramData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getSum()).isEqualTo(60e-6));
  }

  /** In a method of its own, so that no local variable keeps it. */
  private WeakReference<Outlet> exportedToOneThatIsDropped() {
    List<Double> values = new ArrayList<>();
    Outlet application = listing(values);
    metrics.exportTo(application);
    metrics.calls().intercepted("okhttp", true, 40_000);
    assertThat(values).containsExactly(40e-6);
    return new WeakReference<>(application);
  }

  private static Outlet listing(List<Double> values) {
    DoubleConsumer kept = values::add;
    return new Outlet() {
      @Override
      public DoubleConsumer histogram(Metric metric, List<String> labels) {
        return kept;
      }

      @Override
      public void open(Registry registry) {}
    };
  }

  private MetricData data(Metric metric) {
    return reader.collectAllMetrics().stream()
        .filter(data -> data.getName().equals(metric.metricName()))
        .findFirst()
        .orElseThrow();
  }
}
