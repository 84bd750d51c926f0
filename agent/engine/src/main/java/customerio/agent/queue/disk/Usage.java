package customerio.agent.queue.disk;

import java.util.concurrent.atomic.AtomicLong;

/** What the queue holds at the moment, over all its journals. Thread-safe. */
final class Usage {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();
  private final Vacancies vacancies = new Vacancies();

  void bytes(long change) {
    bytes.addAndGet(change);
    if (change < 0) {
      vacancies.arise();
    }
  }

  void pending(long change) {
    pending.addAndGet(change);
    if (change < 0) {
      vacancies.arise();
    }
  }

  long bytes() {
    return bytes.get();
  }

  long pending() {
    return pending.get();
  }

  /** Arise whenever something becomes less. */
  Vacancies vacancies() {
    return vacancies;
  }
}
