package customerio.agent.commandline;

/** Whether the agent is in a JVM. */
enum Presence {
  /** Since its start, or attached later; whether it has been needed yet is another question. */
  THERE,
  NOT_THERE,
  /** It does not answer: stopped, ending, of another user, or one that lets nobody attach. */
  UNKNOWN
}
