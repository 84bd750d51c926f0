package customerio.agent.config;

/** Which repeated events are dropped. */
public enum EventDedup {
  OFF,
  ID
}
