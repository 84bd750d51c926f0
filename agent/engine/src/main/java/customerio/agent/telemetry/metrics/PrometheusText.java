package customerio.agent.telemetry.metrics;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All metrics in Prometheus's text format 0.0.4. Names are made of OpenTelemetry's as its
 * compatibility document says: dots become underscores, the unit and {@code _total} follow.
 * Thread-safe.
 */
public final class PrometheusText {
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Registry registry;

  PrometheusText(Registry registry) {
    this.registry = registry;
  }

  /** Looks at the queue as well, and asks nobody else: it neither waits nor uses the network. */
  public void write(Appendable out) throws IOException {
    Map<Metric, List<Reading>> readings =
        registry.state().read().stream()
            .collect(
                Collectors.groupingBy(
                    Reading::metric, () -> new EnumMap<>(Metric.class), Collectors.toList()));
    for (Metric metric : Metric.values()) {
      write(out, metric, registry.series(metric), readings.getOrDefault(metric, List.of()));
    }
  }

  private static void write(
      Appendable out, Metric metric, List<Series> series, List<Reading> readings)
      throws IOException {
    if (series.isEmpty() && readings.isEmpty()) {
      return;
    }
    String name = name(metric);
    line(out, "# HELP ", name, " ", escaped(metric.description()));
    line(out, "# TYPE ", name, " ", metric.kind().prometheusType());
    for (Series one : series) {
      if (one instanceof Count count) {
        sample(out, name, labels(metric, one.labels()), Long.toString(count.sum()));
      } else if (one instanceof Distribution distribution) {
        write(out, metric, name, distribution);
      }
    }
    for (Reading reading : readings) {
      sample(out, name, labels(metric, reading.labels()), number(reading.value()));
    }
  }

  private static void write(Appendable out, Metric metric, String name, Distribution distribution)
      throws IOException {
    String labels = labels(metric, distribution.labels());
    String before = labels.isEmpty() ? "" : labels + ',';
    List<Double> upper = metric.bounds().upper();
    long[] counts = distribution.cumulative();
    for (int i = 0; i < counts.length; i++) {
      String bound = i < upper.size() ? number(upper.get(i)) : "+Inf";
      sample(out, name + "_bucket", before + "le=\"" + bound + '"', Long.toString(counts[i]));
    }
    sample(out, name + "_sum", labels, number(distribution.sum()));
    sample(out, name + "_count", labels, Long.toString(counts[counts.length - 1]));
  }

  /** {@code customerio.agent.batch.size} in bytes is {@code customerio_agent_batch_size_bytes}. */
  static String name(Metric metric) {
    String unit =
        switch (metric.unit()) {
          case "s" -> "_seconds";
          case "By" -> "_bytes";
          default -> "";
        };
    return underscored(metric.metricName())
        + unit
        + (metric.kind() == Kind.COUNTER ? "_total" : "");
  }

  private static String labels(Metric metric, List<String> values) {
    if (values == Family.OVERFLOW) {
      return label(Family.OVERFLOW_KEY, "true");
    }
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        labels
            .append(labels.isEmpty() ? "" : ",")
            .append(label(metric.dimensions().get(i).key(), values.get(i)));
      }
    }
    return labels.toString();
  }

  private static String label(String key, String value) {
    return underscored(key) + "=\"" + escaped(value).replace("\"", "\\\"") + '"';
  }

  private static void sample(Appendable out, String name, String labels, String value)
      throws IOException {
    line(out, name, labels.isEmpty() ? "" : '{' + labels + '}', " ", value);
  }

  private static void line(Appendable out, String... parts) throws IOException {
    for (String part : parts) {
      out.append(part);
    }
    out.append('\n');
  }

  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String underscored(String name) {
    return name.replace('.', '_');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
