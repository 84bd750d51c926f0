package customerio.agent.config;

/** Whether a workspace knows people by their e-mail address. */
enum EmailIdentifier {
  /** What looks like an address in the path of a call is one: how Customer.io reads it. */
  AUTO,
  /** It is an id that looks like an address. */
  NEVER
}
