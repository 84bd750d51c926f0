package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Puts operations into the queue: the commit point, and what is remembered after it. */
final class Acceptance {
  private final DurableQueue queue;
  private final List<Repeats> repeats;
  private final IntakeListener listener;
  private final Blindness blindness;
  private final Unsettled unsettled;
  private final PersonOrder order = new PersonOrder();

  /**
   * @param listener throws nothing
   */
  Acceptance(DurableQueue queue, List<Repeats> repeats, IntakeListener listener, Ticker ticker) {
    this.queue = queue;
    this.repeats = repeats;
    this.listener = listener;
    this.blindness = new Blindness(ticker);
    this.unsettled = new Unsettled(ticker);
  }

  /** The id of the operation that this one repeats, or null. */
  String repeated(Said said) {
    if (blindness.lasts()) {
      return null;
    }
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
   * @return null when the operation is in the queue, or repeats one that was; else why it is not
   */
  PassReason commit(Said said, CallObservation observation, boolean mayBeRepeat) {
    return commit(said, observation, mayBeRepeat, new Receipt(false));
  }

  /** The same for a caller that goes on waiting. */
  PassReason commit(Said said, CallObservation observation, boolean mayBeRepeat, Receipt receipt) {
    boolean appended = false;
    try {
      String first;
      synchronized (order.lockOf(said.routing())) {
        first = unsettled.remove(said);
        if (first == null && mayBeRepeat) {
          first = repeated(said);
        }
        if (first == null) {
          boolean blind = blindness.lasts();
          long[] marks = marks(said);
          byte[] payload = OperationCodec.encode(said.operation());
          receipt.queued(
              queue.append(said.routing(), said.operation().capturedAtMillis(), payload));
          appended = true;
          remember(said, marks);
          unsettled.accepted(said);
          if (blind || receipt.withdrawable()) {
            forgetRepeats();
          }
        }
      }
      if (first == null) {
        observation.accepted(said.operation());
      } else {
        receipt.repeats(first);
        observation.deduplicated(first);
      }
      return null;
    } catch (QueueFullException full) {
      return PassReason.QUEUE_FULL;
    } catch (IOException failing) {
      return PassReason.QUEUE_FAILING;
    } catch (Throwable fault) {
      unseen(); // what is remembered may be older than what is queued
      listener.suppressed("commit", fault);
      return appended ? null : PassReason.FAULT;
    }
  }

  /** An operation of an earlier run waits still. */
  void adopted(Said said, Duration age) {
    for (Repeats kind : repeats) {
      kind.adopted(said, age);
    }
  }

  /** This has arrived, past the queue. Never throws: the application is to see the answer. */
  void passed(Said said) {
    try {
      queue.passed(said.routing());
    } catch (Throwable fault) {
      listener.suppressed("passed", fault);
    }
  }

  /** The caller of this operation, which is in the queue, was told that its outcome is unknown. */
  void unsettled(Said said) {
    unsettled.add(said);
  }

  long remembered() {
    long all = 0;
    for (Repeats kind : repeats) {
      all += kind.remembered();
    }
    return all;
  }

  /** Something that may change people was said past the queue, and has arrived. */
  void forget() {
    unsettled.clear();
    forgetRepeats();
  }

  private void forgetRepeats() {
    // no lambda: its first use would link it, which is not for a stack that has overflown
    for (Repeats kind : repeats) {
      kind.forget();
    }
  }

  /** Something that may change people goes past the queue, and nobody says when it arrives. */
  void unseen() {
    blindness.begin();
    forget();
  }

  /** See {@link DurableQueue#hasBacklog}. */
  boolean hasBacklog() {
    return queue.hasBacklog();
  }

  private long[] marks(Said said) {
    long[] marks = new long[repeats.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = repeats.get(i).mark(said);
    }
    return marks;
  }

  private void remember(Said said, long[] marks) {
    for (int i = 0; i < marks.length; i++) {
      repeats.get(i).accepted(said, marks[i]);
    }
  }
}
