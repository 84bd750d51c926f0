package customerio.agent.config;

/** What becomes of a call whose client has a proxy, TLS or names of its own. */
public enum OwnWayWord {
  PASS_THROUGH,
  /** The user knows that Customer.io is reached the JVM's way as well. */
  TAKE_OVER
}
