package customerio.agent.customerio;

/** How a call is served in the {@code async} mode. */
public enum Handling {
  /** Answered at once, delivered from the queue. */
  QUEUED,
  /** The application needs Customer.io's own answer, so the call waits for it. */
  SYNCHRONOUS
}
