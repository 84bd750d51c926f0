package customerio.agent.intake;

import customerio.agent.customerio.OperationCodec;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.util.List;

/** Puts operations into the queue: the commit point, and what is remembered after it. */
final class Acceptance {
  private final DurableQueue queue;
  private final List<Repeats> repeats;
  private final IntakeListener listener;
  private final PersonOrder order = new PersonOrder();

  Acceptance(DurableQueue queue, List<Repeats> repeats, IntakeListener listener) {
    this.queue = queue;
    this.repeats = repeats;
    this.listener = listener;
  }

  /** The id of the operation that this one repeats, or null. */
  String repeated(Said said) {
    for (Repeats kind : repeats) {
      String id = kind.repeated(said);
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  /**
   * Never throws, not even after the append: an exception then would run the original call of an
   * operation that is queued.
   *
   * @param mayBeRepeat it was found to repeat another; checked again where it counts
   */
  boolean commit(Said said, CallObservation observation, boolean mayBeRepeat) {
    boolean kept = false;
    try {
      synchronized (order.lockOf(said.routing())) {
        String first = mayBeRepeat ? repeated(said) : null;
        if (first != null) {
          kept = true;
          observation.deduplicated(first);
          return true;
        }
        queue.append(
            said.routing(),
            said.operation().capturedAtMillis(),
            OperationCodec.encode(said.operation()));
        kept = true;
        repeats.forEach(kind -> kind.accepted(said));
      }
      observation.accepted(said.operation());
    } catch (QueueFullException full) {
      observation.passed(PassReason.QUEUE_FULL);
    } catch (IOException failing) {
      observation.passed(PassReason.QUEUE_FAILING);
    } catch (Throwable fault) {
      listener.suppressed("commit", fault);
      if (!kept) {
        observation.passed(PassReason.FAULT);
      }
    }
    return kept;
  }
}
