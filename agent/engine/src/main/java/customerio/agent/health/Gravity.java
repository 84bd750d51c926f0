package customerio.agent.health;

/** How much of the agent's work a concern touches. */
public enum Gravity {
  /** Everything is accepted and nothing is lost, but somebody should look. */
  DEGRADED,
  /** Operations cannot be accepted, or a credential is refused. */
  DOWN
}
