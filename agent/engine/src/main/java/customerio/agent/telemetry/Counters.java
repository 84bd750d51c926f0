package customerio.agent.telemetry;

import java.util.concurrent.atomic.LongAdder;

/**
 * What happened since start, counted where it happens and read by MBean and log. Calls that are
 * left to their client are counted by its seam: not all of them come this far. Thread-safe.
 */
public final class Counters {
  final LongAdder accepted = new LongAdder();
  final LongAdder deduplicated = new LongAdder();
  final LongAdder relayed = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder retried = new LongAdder();
  final LongAdder unclear = new LongAdder();
  final LongAdder silentlyDropped = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder suppressed = new LongAdder();

  public Snapshot snapshot() {
    return new Snapshot(
        accepted.sum(),
        deduplicated.sum(),
        relayed.sum(),
        delivered.sum(),
        rejected.sum(),
        retried.sum(),
        unclear.sum(),
        silentlyDropped.sum(),
        requests.sum(),
        suppressed.sum());
  }

  /**
   * @param accepted answered at once and queued
   * @param deduplicated answered at once; they repeat what was accepted before
   * @param relayed answered by Customer.io while the application waited
   * @param rejected refused by Customer.io or given up, now dead letters
   * @param retried deliveries that were put off, in operations
   * @param unclear of batches whose answer did not tell what was taken; each was sent again alone
   * @param silentlyDropped calls, and kinds of faults in batches, to which Customer.io answers 200
   *     and which it drops
   * @param requests requests on the wire for queued operations
   * @param suppressed faults of the agent that the application did not notice
   */
  public record Snapshot(
      long accepted,
      long deduplicated,
      long relayed,
      long delivered,
      long rejected,
      long retried,
      long unclear,
      long silentlyDropped,
      long requests,
      long suppressed) {}
}
