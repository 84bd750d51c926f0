package customerio.agent.intake;

import customerio.agent.config.OnOutage;
import customerio.agent.config.Settings;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** On what terms callers wait for the outcome of their operations. Thread-safe. */
final class SyncTerms {
  private final Settings.Sync settings;
  private final DurableQueue queue;
  private final LongAdder withdrawn = new LongAdder();

  SyncTerms(Settings.Sync settings, DurableQueue queue) {
    this.settings = settings;
    this.queue = queue;
  }

  /**
   * @param own the caller's own limit, or null for none
   */
  Duration limit(Duration own) {
    return own == null || own.compareTo(settings.timeout()) > 0 ? settings.timeout() : own;
  }

  /** Without an outcome the caller sees a failure, as it would without us. */
  boolean outageIsError() {
    return settings.onOutage() == OnOutage.ERROR;
  }

  /**
   * @return false when sending has begun, so that nobody can know whether it arrives
   */
  boolean withdraw(Ticket ticket) {
    if (ticket == null || !queue.withdraw(ticket)) {
      return false;
    }
    withdrawn.increment();
    return true;
  }

  long withdrawn() {
    return withdrawn.sum();
  }
}
