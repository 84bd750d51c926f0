package customerio.simulator.accounts;

/** What a host does with the credential of an account in the other region. */
public enum WrongRegion {
  /** Takes the call to where the account is. */
  FORWARD,
  /** Answers with a redirect to the other host. */
  REDIRECT,
  /** 401, as if nobody knew the credential. */
  REFUSE
}
