package customerio.agent.doctor;

/** The gravest last. */
public enum Verdict {
  OK,
  /** The agent works, and not as well as it could, or in some cases only. */
  WARN,
  /** The agent cannot start, accept or deliver. */
  FAIL
}
