package customerio.agent.config;

/** Whether what delivers a single call is part of its caller's trace. */
public enum OtelParent {
  AUTO,
  /** It is linked to it, as what delivers several. */
  NEVER
}
