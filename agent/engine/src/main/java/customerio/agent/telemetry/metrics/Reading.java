package customerio.agent.telemetry.metrics;

import java.util.List;

/**
 * A number of the moment.
 *
 * @param labels in the order of the metric's dimensions
 */
public record Reading(Metric metric, List<String> labels, double value) {}
