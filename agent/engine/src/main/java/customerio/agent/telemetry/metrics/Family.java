package customerio.agent.telemetry.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * All series of a metric, no more than it may have. Values of the run time that are too many share
 * one series, which has no attribute but {@link #OVERFLOW_KEY}, as OpenTelemetry's SDKs do it; so
 * sums stay right. Thread-safe.
 */
final class Family {
  static final String OVERFLOW_KEY = "otel.metric.overflow";

  /** The labels of the shared series; told apart by identity. */
  static final List<String> OVERFLOW = List.of(OVERFLOW_KEY);

  private final Metric metric;
  private final Function<List<String>, Series> maker;
  private final ConcurrentMap<List<String>, Series> series = new ConcurrentHashMap<>();

  Family(Metric metric, Function<List<String>, Series> maker) {
    this.metric = metric;
    this.maker = maker;
  }

  /**
   * @param labels in the order of the dimensions; null where a value is absent
   * @throws IllegalArgumentException when a value is none of those that a dimension has
   */
  Series of(String... labels) {
    List<String> key = Collections.unmodifiableList(Arrays.asList(labels));
    Series known = series.get(key);
    return known != null ? known : add(key);
  }

  Collection<Series> all() {
    return series.values();
  }

  private synchronized Series add(List<String> key) {
    metric.check(key);
    boolean room = !metric.isOpen() || series.size() < metric.mostSeries() - 1;
    return series.computeIfAbsent(room || series.containsKey(key) ? key : OVERFLOW, maker);
  }
}
