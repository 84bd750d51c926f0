package customerio.agent.telemetry.metrics;

import customerio.agent.delivery.DestinationState;
import customerio.agent.queue.QueueState;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The numbers of one engine: who counts them, and who shows them. Thread-safe. */
public final class Metrics {
  private final Outlet outlet;
  private final Registry registry;
  private final Clock clock;
  private final CallMetrics calls;
  private final DeliveryMetrics deliveries;

  /** For Prometheus and MBeans alone. */
  public static Metrics unexported(Clock clock) {
    return new Metrics(Outlet.NONE, clock);
  }

  /** For somebody who collects them as well. */
  public static Metrics exportedTo(Outlet outlet, Clock clock) {
    return new Metrics(outlet, clock);
  }

  /** For an OpenTelemetry that is still to come, see {@link #exportTo}. */
  public static Metrics awaitingExport(Clock clock) {
    return new Metrics(new LateOutlet(), clock);
  }

  /**
   * Of {@link #awaitingExport}. What was counted before is exported, too; of histograms, what comes
   * from now on.
   *
   * @param made not kept here: whoever made it keeps it
   */
  public void exportTo(Outlet made) {
    ((LateOutlet) outlet).use(made);
  }

  private Metrics(Outlet outlet, Clock clock) {
    this.outlet = outlet;
    this.registry = new Registry(outlet);
    this.clock = clock;
    this.calls = new CallMetrics(registry);
    this.deliveries = new DeliveryMetrics(registry, clock);
    outlet.open(registry);
  }

  public CallMetrics calls() {
    return calls;
  }

  public DeliveryMetrics deliveries() {
    return deliveries;
  }

  /**
   * What the agent adds to the application's threads, over all clients, in seconds; an estimate.
   *
   * @param share of calls that cost no more, from 0 to 1
   */
  public double interceptSeconds(double share) {
    List<Double> upper = Metric.INTERCEPT_DURATION.bounds().upper();
    long[] counts = new long[upper.size() + 1];
    for (Series one : registry.series(Metric.INTERCEPT_DURATION)) {
      ((Distribution) one).addTo(counts);
    }
    return Quantile.of(share, upper, counts);
  }

  public PrometheusText prometheus() {
    return new PrometheusText(registry);
  }

  /**
   * From now on these are looked at whenever somebody reads.
   *
   * @param limitBytes what the queue may take up on disk
   */
  public void watch(
      Supplier<QueueState> queue, Supplier<List<DestinationState>> destinations, long limitBytes) {
    registry.readFrom(
        new QueueReader(queue, destinations, limitBytes, clock, registry.count(Metric.FAULTS)));
  }
}
