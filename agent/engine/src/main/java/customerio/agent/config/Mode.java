package customerio.agent.config;

/** What the agent does with the calls it sees. */
public enum Mode {
  /** Answers at once and delivers from the queue. */
  ASYNC,
  /** The caller waits for Customer.io's own answer over the agent's guarded transport. */
  SYNC,
  /** Touches nothing and reports what it would have taken over. */
  OBSERVE,
  /** Is not there. */
  OFF
}
