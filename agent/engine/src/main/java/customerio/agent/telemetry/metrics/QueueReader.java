package customerio.agent.telemetry.metrics;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.queue.QueueState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The queue and the destinations at the moment. Thread-safe. */
final class QueueReader implements StateReader {
  private static final double MILLIS = 1e3;

  private final Supplier<QueueState> queue;
  private final Supplier<List<DestinationState>> destinations;
  private final long limitBytes;
  private final Clock clock;
  private final Count faults;

  QueueReader(
      Supplier<QueueState> queue,
      Supplier<List<DestinationState>> destinations,
      long limitBytes,
      Clock clock,
      Count faults) {
    this.queue = queue;
    this.destinations = destinations;
    this.limitBytes = limitBytes;
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public List<Reading> read() {
    List<Reading> readings = new ArrayList<>();
    quietly(() -> look(queue.get(), readings));
    quietly(() -> look(destinations.get(), readings));
    return readings;
  }

  private void look(QueueState state, List<Reading> readings) {
    add(readings, Metric.QUEUE_SIZE, state.pending(), "pending");
    add(readings, Metric.QUEUE_SIZE, state.deadLetters(), "dead_letter");
    add(readings, Metric.STORAGE_USAGE, state.bytes());
    add(readings, Metric.STORAGE_LIMIT, limitBytes);
    long oldest = state.oldestCapturedAtMillis();
    add(
        readings,
        Metric.OLDEST_AGE,
        oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / MILLIS);
  }

  private static void look(List<DestinationState> states, List<Reading> readings) {
    Map<String, Map<BreakerState, Integer>> breakers = new LinkedHashMap<>();
    int held = 0;
    for (DestinationState state : states) {
      held += state.held();
      breakers
          .computeIfAbsent(name(state.api(), state.region()), any -> none())
          .merge(state.breaker(), 1, Integer::sum);
    }
    add(readings, Metric.PEOPLE_HELD, held);
    breakers.forEach(
        (name, counts) ->
            counts.forEach(
                (state, count) ->
                    add(readings, Metric.BREAKER_STATE, count, name, Dimension.word(state))));
  }

  private static String name(Api api, Region region) {
    return Dimensions.breaker(api, region);
  }

  private static Map<BreakerState, Integer> none() {
    Map<BreakerState, Integer> counts = new EnumMap<>(BreakerState.class);
    for (BreakerState state : BreakerState.values()) {
      counts.put(state, 0);
    }
    return counts;
  }

  private static void add(List<Reading> readings, Metric metric, double value, String... labels) {
    readings.add(new Reading(metric, List.of(labels), value));
  }

  private void quietly(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      // what else there is can still be read
      faults.increment();
    }
  }
}
