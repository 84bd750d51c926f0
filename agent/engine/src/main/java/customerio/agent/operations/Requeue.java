package customerio.agent.operations;

import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.time.Clock;

/**
 * Puts operations into the queue that the application said some time ago. For the queue they are
 * new: {@code queue.max-age} counts from now, as an operator has decided that they are worth
 * sending. When they were said is in their content, and goes to Customer.io with them.
 *
 * <p>They are said past the intake, which must take nothing for a repetition meanwhile: a repeated
 * identify restores what an older one has just undone. Not thread-safe.
 */
final class Requeue {
  private static final int OFTEN = 1_000;

  private final DurableQueue queue;
  private final Clock clock;
  private final Runnable unseen;
  private int appended;
  private String trouble = "";

  /**
   * @param unseen tells the intake
   */
  Requeue(DurableQueue queue, Clock clock, Runnable unseen) {
    this.queue = queue;
    this.clock = clock;
    this.unseen = unseen;
  }

  /**
   * @return whether it is as durable as {@code queue.durability} says; if not, {@link #trouble}
   *     says why
   */
  boolean append(Routing routing, byte[] payload) {
    if (appended % OFTEN == 0) {
      unseen.run();
    }
    appended++;
    try {
      queue.append(routing, clock.millis(), payload);
      return true;
    } catch (QueueFullException full) {
      trouble = full.getMessage();
    } catch (IOException failed) {
      trouble = "the queue cannot be written to: " + failed.getMessage();
    }
    return false;
  }

  /** Why the last append failed; "" = it did not. */
  String trouble() {
    return trouble;
  }

  void end() {
    if (appended > 0) {
      unseen.run();
    }
  }
}
