package customerio.agent.config;

/** When waiting operations share a request. */
public enum BatchMode {
  ADAPTIVE,
  ALWAYS,
  NEVER
}
