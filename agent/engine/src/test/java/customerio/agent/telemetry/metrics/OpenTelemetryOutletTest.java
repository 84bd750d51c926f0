package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.delivery.Waiting;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryOutlet;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryOutletTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, 7);

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC);
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final Metrics metrics =
      Metrics.exportedTo(
          OpenTelemetryOutlet.of(
              OpenTelemetrySdk.builder().setMeterProvider(provider).build(), "1.2"),
          clock);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void withoutAnybodyWhoCollects_thereIsNoOutlet() {
    assertThat(OpenTelemetryOutlet.of(OpenTelemetry.noop(), "1")).isSameAs(Outlet.NONE);
  }

  @Test
  void instruments_areThoseOfTheCatalogue() {
    new Everything(metrics, List.of("POST")).happen();

    assertThat(reader.collectAllMetrics())
        .extracting(OpenTelemetryOutletTest::description)
        .containsExactlyInAnyOrderElementsOf(
            List.of(Metric.values()).stream().map(OpenTelemetryOutletTest::description).toList());
    assertThat(reader.collectAllMetrics())
        .extracting(data -> data.getInstrumentationScopeInfo().getName())
        .containsOnly("io.github.customerio-agent");
  }

  @Test
  void countersAndHistograms_haveExactPoints() {
    metrics.deliveries().sending(request()).ended(new SendOutcome(503, null, false, ms(80)));
    metrics.deliveries().sending(request()).ended(new SendOutcome(0, "gone", true, ms(9_000)));
    Conclusion.Outcome taken = Conclusion.Outcome.TAKEN;
    metrics.deliveries().concluded(new Conclusion(TRACK, 3, 2, ms(120), taken));
    metrics.calls().intercepted("okhttp", true, 40_000);

    assertThat(points())
        .containsEntry(
            "http.client.request.duration {error.type=503, http.request.method=POST,"
                + " http.response.status_code=503, server.address=track.customer.io,"
                + " server.port=443, url.template=/api/v2/batch}",
            "1 of 0.08 in [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]")
        .containsEntry(
            "http.client.request.duration {error.type=timeout, http.request.method=POST,"
                + " server.address=track.customer.io, server.port=443,"
                + " url.template=/api/v2/batch}",
            "1 of 9.0 in [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]")
        .containsEntry(
            "messaging.client.sent.messages {messaging.destination.name=customerio.track,"
                + " messaging.operation.name=send, messaging.system=customerio}",
            "3")
        .containsEntry(
            "customerio.agent.retry.attempts {messaging.destination.name=customerio.track}",
            "1 of 2.0 in [0, 1, 0, 0, 0, 0]")
        .containsEntry(
            "customerio.agent.intercept.duration {customerio.agent.call.outcome=answered,"
                + " customerio.agent.client=okhttp}",
            "1 of 4.0E-5 in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]");
  }

  @Test
  void whatIsLookedUp_isReadAtEachCollection() {
    long[] pending = {5};
    metrics.watch(
        () -> new QueueState(pending[0], 100, 1, 7_500, 0, 0, 0, null, null, null),
        () ->
            List.of(
                new DestinationState(
                    Api.TRACK,
                    Region.EU,
                    7,
                    "track-eu",
                    1,
                    2,
                    Duration.ZERO,
                    BreakerState.OPEN,
                    Waiting.BREAKER)),
        1 << 20);

    assertThat(points())
        .containsEntry("customerio.agent.queue.size {customerio.agent.queue.name=pending}", "5")
        .containsEntry("customerio.agent.queue.oldest_message.age {}", "2.5")
        .containsEntry("customerio.agent.queue.storage.limit {}", "1048576")
        .containsEntry("customerio.agent.person.held {}", "2")
        .containsEntry(
            "customerio.agent.circuit_breaker.state {customerio.agent.circuit_breaker.name="
                + "track-eu, customerio.agent.circuit_breaker.state=open}",
            "1")
        .containsEntry(
            "customerio.agent.circuit_breaker.state {customerio.agent.circuit_breaker.name="
                + "track-eu, customerio.agent.circuit_breaker.state=closed}",
            "0");

    pending[0] = 6;
    assertThat(points())
        .containsEntry("customerio.agent.queue.size {customerio.agent.queue.name=pending}", "6");
  }

  /** Two readers of the same numbers: what one says in points, the other says in lines. */
  @Test
  void pointsAndPrometheusLines_sayTheSame() throws IOException {
    new Everything(metrics, List.of("GET", "DELETE", "BREW")).happen();
    StringBuilder text = new StringBuilder();
    metrics.prometheus().write(text);

    Map<String, Long> lines = new HashMap<>();
    PrometheusLines.of(text.toString()).stream()
        .filter(PrometheusLines.Line::isSeries)
        .forEach(
            line ->
                lines.put(
                    new TreeMap<>(line.labels()) + plainName(line.name()),
                    Math.round(Double.parseDouble(line.value()))));
    Map<String, Long> points = new HashMap<>();
    for (MetricData data : reader.collectAllMetrics()) {
      data.getData()
          .getPoints()
          .forEach(
              point -> {
                Map<String, String> labels = new TreeMap<>();
                point
                    .getAttributes()
                    .forEach((key, value) -> labels.put(underscored(key.getKey()), "" + value));
                points.put(labels + underscored(data.getName()), Math.round(count(point)));
              });
    }

    assertThat(points).isEqualTo(lines).hasSizeGreaterThan(100);
  }

  private static String plainName(String name) {
    return name.replaceFirst("_count$", "")
        .replaceFirst("_total$", "")
        .replaceFirst("_(seconds|bytes)$", "");
  }

  private static String underscored(String name) {
    return name.replace('.', '_');
  }

  private static double count(PointData point) {
    if (point instanceof HistogramPointData histogram) {
      return histogram.getCount();
    }
    return point instanceof LongPointData whole
        ? whole.getValue()
        : ((DoublePointData) point).getValue();
  }

  private Map<String, String> points() {
    Map<String, String> points = new HashMap<>();
    for (MetricData data : reader.collectAllMetrics()) {
      data.getData()
          .getPoints()
          .forEach(
              point -> {
                String labels =
                    point.getAttributes().asMap().entrySet().stream()
                        .map(entry -> entry.getKey().getKey() + '=' + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining(", ", " {", "}"));
                points.put(data.getName() + labels, value(data, point));
              });
    }
    return points;
  }

  private static String value(MetricData data, PointData point) {
    if (point instanceof HistogramPointData histogram) {
      return histogram.getCount() + " of " + histogram.getSum() + " in " + histogram.getCounts();
    }
    return data.getType() == MetricDataType.DOUBLE_GAUGE
        ? Double.toString(count(point))
        : Long.toString((long) count(point));
  }

  private static String description(MetricData data) {
    return data.getName()
        + ' '
        + data.getUnit()
        + ' '
        + data.getType()
        + ' '
        + data.getDescription();
  }

  private static String description(Metric metric) {
    String type =
        switch (metric.kind()) {
          case COUNTER, UP_DOWN_COUNTER -> "LONG_SUM";
          case GAUGE -> "DOUBLE_GAUGE";
          case HISTOGRAM -> "HISTOGRAM";
        };
    return metric.metricName() + ' ' + metric.unit() + ' ' + type + ' ' + metric.description();
  }

  private static DeliveryRequest request() {
    return new DeliveryRequest(
        TRACK,
        List.of(),
        "POST",
        "/api/v2/batch",
        "track.customer.io",
        443,
        0,
        1,
        URI.create("https://track.customer.io"),
        false,
        null);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
