package customerio.agent.config;

/** Whether spans are reported to an OpenTelemetry that is there anyway. */
public enum OtelMode {
  AUTO,
  OFF
}
