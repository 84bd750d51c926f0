package customerio.agent.config;

/** Which repeated events are dropped. */
public enum EventDedup {
  OFF,
  /** Those with the same id and the same content. */
  ID,
  /** Also those without an id that say the same about the same person. */
  COMPOSITE
}
