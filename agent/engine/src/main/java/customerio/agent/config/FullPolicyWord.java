package customerio.agent.config;

/** What a full queue does with the next operation, see the queue. */
public enum FullPolicyWord {
  PASS_THROUGH,
  BLOCK,
  DROP_OLDEST
}
