package customerio.agent.queue;

/**
 * One operation that the queue keeps: where it belongs, not what it says. Small enough to hold
 * hundreds of thousands in memory; the content is fetched with {@link DurableQueue#read}.
 */
public interface Ticket {

  /** Rises with every append of this queue; unique only together with the journal it is in. */
  long sequence();

  Routing routing();

  /** Wall clock, milliseconds since the epoch. */
  long capturedAtMillis();

  int payloadBytes();

  /** How often delivery of it was tried in vain and it was put off; survives a restart. */
  int attempts();

  /** Not to be tried before this wall-clock time; 0 = at once. */
  long notBeforeMillis();
}
