package customerio.agent.intake;

import java.time.Duration;

/**
 * The threads on which callers that wait are woken: what depends on a reply is the application's
 * code, and may take as long as it likes, which no delivery and no timer may wait for. Thread-safe.
 */
public interface Wakers {

  static Wakers daemons() {
    return new WakerThreads();
  }

  /** Never blocks and never throws. */
  void wake(Runnable waking);

  /**
   * Runs something short later.
   *
   * @return cancels it
   */
  Runnable after(Duration delay, Runnable task);
}
