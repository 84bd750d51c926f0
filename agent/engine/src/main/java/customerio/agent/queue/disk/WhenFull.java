package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import java.io.IOException;

/** What is done for an append that the bounds refuse. Called without any lock; thread-safe. */
interface WhenFull {

  /** {@link FullPolicy#PASS_THROUGH}. */
  WhenFull REFUSE =
      (attempt, refusal) -> {
        throw refusal;
      };

  /** Tries until it is in, or must be refused after all. */
  JournalTicket insist(Attempt attempt, QueueFullException refusal)
      throws QueueFullException, IOException;

  /** The append, once more. */
  interface Attempt {
    JournalTicket make() throws QueueFullException, IOException;
  }
}
