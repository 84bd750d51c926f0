package customerio.agent.delivery;

/** The circuit breaker of a destination. */
public enum BreakerState {
  CLOSED,
  OPEN,
  HALF_OPEN
}
