package customerio.agent.config;

/** How long an accepted operation is safe, see the queue. */
public enum DurabilityWord {
  MEMORY,
  PROCESS,
  INTERVAL,
  FSYNC
}
