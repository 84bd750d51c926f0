package customerio.agent.telemetry.metrics;

import java.util.List;

/** One combination of attribute values of a metric, and its numbers. Thread-safe. */
sealed interface Series permits Count, Distribution {

  /** In the order of the metric's dimensions; null where a value is absent. */
  List<String> labels();
}
