package customerio.agent.credentials;

/** What Customer.io thinks of a credential, as far as known. */
public enum Standing {
  /** Never tried: the next call shows. */
  UNKNOWN,
  /** Accepted once, in this or an earlier run. */
  PROVEN,
  /** Tried while Customer.io could not answer; its operations are queued. */
  ASSUMED,
  /** Answered 401 or 403: such a call is never answered by us. */
  REFUSED
}
