package customerio.agent.config;

/** To whose OpenTelemetry spans and metrics are reported. */
public enum OtelMode {
  /** An APM agent's, if one is there. */
  AUTO,
  /** One of our own, which exports as the {@code OTEL_} settings say. */
  PRIVATE,
  OFF
}
