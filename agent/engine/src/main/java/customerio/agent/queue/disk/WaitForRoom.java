package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.time.Duration;

/**
 * {@link FullPolicy#BLOCK}: the caller waits, but not for long, as it may hold what the application
 * needs to go on. Who is interrupted stays so, and is refused.
 */
final class WaitForRoom implements WhenFull {
  private final Vacancies vacancies;
  private final long timeoutNanos;

  WaitForRoom(Vacancies vacancies, Duration timeout) {
    this.vacancies = vacancies;
    this.timeoutNanos = timeout.toNanos();
  }

  @Override
  public JournalTicket insist(Attempt attempt, QueueFullException refusal)
      throws QueueFullException, IOException {
    long deadline = System.nanoTime() + timeoutNanos;
    vacancies.enter();
    try {
      while (true) {
        long seen = vacancies.count();
        try {
          return attempt.make();
        } catch (QueueFullException still) {
          if (!vacancies.awaitAnother(seen, deadline)) {
            throw still;
          }
        }
      }
    } finally {
      vacancies.leave();
    }
  }
}
