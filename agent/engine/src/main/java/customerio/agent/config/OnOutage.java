package customerio.agent.config;

/** What a caller in mode {@code sync} gets when there is no outcome in time. */
public enum OnOutage {
  /** The reply of an accepted call; the operation stays in the queue. */
  ACCEPT,
  /** Its client's timeout failure; the operation is taken back unless it was begun to be sent. */
  ERROR
}
