package customerio.agent.queue;

/**
 * One operation that the queue keeps: where it belongs, not what it says. Small enough to hold tens
 * of thousands in memory, see {@link DurableQueue#shelve} for millions; the content is fetched with
 * {@link DurableQueue#read}.
 */
public interface Ticket {

  /** The first {@link #turn} of what this JVM itself has said. */
  int FIRST_OWN_TURN = 1 << 30;

  /** Rises with every append of this queue; unique only together with the journal it is in. */
  long sequence();

  /**
   * When its turn to leave the shelf is, among operations of one destination: those of dead JVMs
   * come in the order of their adoption, then those of this JVM. Never falls within a journal.
   */
  int turn();

  Routing routing();

  /** Wall clock, milliseconds since the epoch. */
  long capturedAtMillis();

  int payloadBytes();

  /** How often delivery of it was tried in vain and it was put off; survives a restart. */
  int attempts();

  /** Not to be tried before this wall-clock time; 0 = at once. */
  long notBeforeMillis();
}
