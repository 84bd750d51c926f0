package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import java.io.IOException;

/**
 * What lies in the queue of an application, to be looked at while others work with it. What is
 * added or settled during a walk may or may not be met. Thread-safe.
 */
public interface QueueContents {

  /** Told of one operation that waits. */
  interface PendingVisitor {
    /**
     * @return whether to go on
     */
    boolean visit(Place place, Ticket ticket) throws IOException;
  }

  /** Told of one dead letter. */
  interface LetterVisitor {
    /**
     * @return whether to go on
     */
    boolean visit(Place place, DeadLetter letter) throws IOException;
  }

  /** Shows what waits, oldest first. */
  void walkPending(Place after, PendingVisitor visitor) throws IOException;

  /** Shows the dead letters, oldest first. */
  void walkDeadLetters(Place after, LetterVisitor visitor) throws IOException;

  /**
   * The payload of an operation that waits, while the visitor is told of it.
   *
   * @return null when it was settled meanwhile
   * @throws IOException it cannot be read now, or is damaged
   */
  byte[] payload(Ticket ticket) throws IOException;
}
