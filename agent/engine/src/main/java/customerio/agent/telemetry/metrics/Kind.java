package customerio.agent.telemetry.metrics;

/**
 * How the values of a metric add up: OpenTelemetry's instruments, and what Prometheus calls them.
 */
public enum Kind {
  COUNTER("counter"),
  UP_DOWN_COUNTER("gauge"),
  GAUGE("gauge"),
  HISTOGRAM("histogram");

  private final String prometheusType;

  Kind(String prometheusType) {
    this.prometheusType = prometheusType;
  }

  String prometheusType() {
    return prometheusType;
  }
}
