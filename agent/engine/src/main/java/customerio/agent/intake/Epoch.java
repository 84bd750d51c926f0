package customerio.agent.intake;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends whenever all that was remembered in it has to be forgotten. What an earlier run left came
 * before everything of this one, so it belongs to the first epoch, however late it is read.
 */
final class Epoch {
  private final AtomicLong current = new AtomicLong();
  private long adopted;

  long current() {
    return current.get();
  }

  /** Thread-safe. */
  void end() {
    current.incrementAndGet();
  }

  /** Of what an earlier run left; called by one thread at a time, like {@link #endAdopted}. */
  long adopted() {
    return adopted;
  }

  /** Once this run has ended an epoch by itself, nothing that was left is in the current one. */
  void endAdopted() {
    if (current.compareAndSet(adopted, adopted + 1)) {
      adopted++;
    }
  }
}
