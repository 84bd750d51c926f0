package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.time.Duration;

/**
 * {@link FullPolicy#BLOCK}: the caller waits, but not for long, as it may hold what the application
 * needs to go on. Once one has waited in vain, nobody waits until there has been room: callers who
 * speak about one person come one at a time, and their waits would add up. Who is interrupted stays
 * so, and is refused.
 */
final class WaitForRoom implements WhenFull {
  private final Vacancies vacancies;
  private final Incidents incidents;
  private final long timeoutNanos;

  WaitForRoom(Vacancies vacancies, Incidents incidents, Duration timeout) {
    this.vacancies = vacancies;
    this.incidents = incidents;
    this.timeoutNanos = timeout.toNanos();
  }

  @Override
  public JournalTicket insist(Attempt attempt, QueueFullException refusal)
      throws QueueFullException, IOException {
    if (incidents.trouble() != null) {
      throw refusal;
    }
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
