package customerio.agent.health;

/** How much of the agent's work a concern touches. */
public enum Gravity {
  /** Everything is accepted and nothing is lost, but somebody should look. */
  DEGRADED,
  /** An operator has stopped deliveries. */
  PAUSED,
  /** Operations are refused or lost at this moment; a wait on disk, however long, is not that. */
  DOWN
}
