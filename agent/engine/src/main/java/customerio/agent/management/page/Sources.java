package customerio.agent.management.page;

import customerio.agent.capture.Seam;
import customerio.agent.config.EffectiveSetting;
import customerio.agent.delivery.DestinationState;
import customerio.agent.health.Concern;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import customerio.agent.telemetry.metrics.PrometheusText;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where that comes from which is shown. All are cheap to ask, and none goes to the network.
 *
 * @param concerns the gravest first
 * @param queueLimitBytes {@code queue.max-bytes}
 */
public record Sources(
    String version,
    Supplier<String> mode,
    Clock clock,
    Supplier<List<Concern>> concerns,
    Supplier<Counters.Snapshot> counters,
    Supplier<QueueState> queue,
    long queueLimitBytes,
    Supplier<List<DestinationState>> destinations,
    Supplier<List<Seam.Counts>> clients,
    RecentEvents events,
    PrometheusText metrics,
    List<EffectiveSetting> settings) {}
