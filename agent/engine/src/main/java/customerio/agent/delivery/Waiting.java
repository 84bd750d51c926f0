package customerio.agent.delivery;

/** Why a destination's operations do not go out. */
public enum Waiting {
  /** They do. */
  NOTHING,
  /** What earlier JVMs left behind is still being taken over. */
  START,
  /** An operator has stopped deliveries. */
  PAUSED,
  /** The application has not used the credential since it was started, nor is it configured. */
  CREDENTIALS,
  /** Customer.io answers 401 or 403. */
  UNAUTHORIZED,
  /** Customer.io asked for less. */
  THROTTLED,
  /** Customer.io cannot be reached or fails. */
  BREAKER
}
