package customerio.agent.telemetry.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was counted, and what can be looked up, by metric. Thread-safe. */
public final class Registry {
  private final Map<Metric, Family> families = new EnumMap<>(Metric.class);
  private volatile StateReader state = StateReader.NONE;

  Registry(Outlet outlet) {
    for (Metric metric : Metric.values()) {
      families.put(
          metric,
          new Family(
              metric,
              labels ->
                  metric.kind() == Kind.HISTOGRAM
                      ? new Distribution(labels, metric.bounds(), outlet.histogram(metric, labels))
                      : new Count(labels)));
    }
  }

  /** See {@link Family#of}. */
  Count count(Metric metric, String... labels) {
    return (Count) families.get(metric).of(labels);
  }

  /** See {@link Family#of}. */
  Distribution distribution(Metric metric, String... labels) {
    return (Distribution) families.get(metric).of(labels);
  }

  void readFrom(StateReader reader) {
    state = reader;
  }

  /** Of metrics that are not counted but looked up. */
  StateReader state() {
    return state;
  }

  /**
   * The numbers of a metric that is no histogram: what was counted, and what is found by looking.
   */
  public List<Reading> readings(Metric metric) {
    List<Reading> readings = new ArrayList<>();
    for (Series one : series(metric)) {
      readings.add(new Reading(metric, one.labels(), ((Count) one).sum()));
    }
    if (metric.kind() != Kind.COUNTER) {
      state.read().stream().filter(reading -> reading.metric() == metric).forEach(readings::add);
    }
    return readings;
  }

  /** In an order that does not change. */
  List<Series> series(Metric metric) {
    List<Series> all = new ArrayList<>(families.get(metric).all());
    all.sort(Comparator.comparing(one -> one.labels().toString()));
    return all;
  }
}
