package customerio.agent.queue.disk;

/** Shared by all tickets that were put off together. */
record Postponement(int attempts, long notBeforeMillis) {
  static final Postponement NONE = new Postponement(0, 0);
}
