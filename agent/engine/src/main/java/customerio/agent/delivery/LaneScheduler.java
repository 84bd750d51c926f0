package customerio.agent.delivery;

import java.time.Duration;

/** Threads and time, as lanes need them. */
interface LaneScheduler {

  /** Runs work that may block, soon. Never blocks and never throws. */
  void execute(Runnable work);

  /** Runs something short later. Never throws. */
  Pending schedule(Duration delay, Runnable task);

  /** Monotonic, nanoseconds since an arbitrary origin. */
  long nanos();

  /** A task that is due later. */
  interface Pending {
    /** True when the task will not run any more. */
    boolean cancel();
  }
}
