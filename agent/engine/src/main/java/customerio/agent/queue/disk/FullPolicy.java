package customerio.agent.queue.disk;

/** What becomes of an operation for which the queue's bounds leave no room. */
public enum FullPolicy {
  /** It is refused at once, so that the application's own call runs. */
  PASS_THROUGH,

  /** Its caller waits for room, and is refused when none comes in time. */
  BLOCK,

  /** The oldest operations that are certainly not on their way are given up for it. */
  DROP_OLDEST
}
