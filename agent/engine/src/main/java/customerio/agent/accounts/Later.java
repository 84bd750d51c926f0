package customerio.agent.accounts;

import java.time.Duration;

/** Has something done after a while. */
@FunctionalInterface
interface Later {

  /** Never blocks and never throws. */
  void run(Runnable task, Duration delay);
}
