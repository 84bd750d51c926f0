package customerio.agent.operations;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.Place;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts dead letters back into the queue, file by file: all letters of one are appended, then cut
 * out of it. Should the process die in between, they are in the queue and still dead letters, under
 * one id. Used once.
 */
final class Replaying {

  /** Events that are older enter a person's history without starting a campaign. */
  private static final Duration STARTS_CAMPAIGNS = Duration.ofHours(72);

  private final DiskQueue journal;
  private final Inventory inventory;
  private final Requeue queue;
  private final Clock clock;
  private long replayed;
  private long old;
  private long unreadable;

  Replaying(DiskQueue journal, Inventory inventory, Requeue queue, Clock clock) {
    this.journal = journal;
    this.inventory = inventory;
    this.queue = queue;
    this.clock = clock;
  }

  ReplayReport run(Selection selection) throws IOException {
    Place last = last(selection);
    Place after = Place.START;
    try {
      while (queue.trouble().isEmpty() && after != null) {
        after = replayFile(selection, after, last);
      }
    } finally {
      queue.end();
    }
    return new ReplayReport(replayed, old, unreadable, queue.trouble());
  }

  /** What is given up from now on, as it fails again, is not to be replayed again. */
  private Place last(Selection selection) throws IOException {
    Place[] last = {Place.START};
    inventory.dead(
        selection,
        Place.START,
        found -> {
          last[0] = found.place();
          return true;
        });
    return last[0];
  }

  /**
   * @return after which to go on; null = that was the last
   */
  private Place replayFile(Selection selection, Place after, Place last) throws IOException {
    List<Found> letters = new ArrayList<>();
    inventory.dead(
        selection,
        after,
        found -> {
          if (found.place().compareTo(last) > 0
              || !letters.isEmpty()
                  && !found.place().file().equals(letters.get(0).place().file())) {
            return false;
          }
          letters.add(found);
          return true;
        });
    List<Place> done = new ArrayList<>();
    for (Found letter : letters) {
      if (letter.operation() == null) {
        unreadable++;
      } else if (queue.trouble().isEmpty()
          && queue.append(letter.letter().routing(), letter.letter().payload())) {
        done.add(letter.place());
        count(letter.operation());
      }
    }
    journal.sync(); // the cut is synced, and must not outlive what it was for
    journal.removeDeadLetters(done);
    return letters.isEmpty() ? null : new Place(letters.get(0).place().file(), Long.MAX_VALUE);
  }

  private void count(Operation operation) {
    replayed++;
    long age = clock.millis() - operation.capturedAtMillis();
    if (age > STARTS_CAMPAIGNS.toMillis() && isEvent(operation)) {
      old++;
    }
  }

  private static boolean isEvent(Operation operation) {
    return switch (operation.endpoint()) {
      case TRACK_EVENT,
          TRACK_ANONYMOUS_EVENT,
          TRACK_ENTITY,
          PIPELINES_TRACK,
          PIPELINES_PAGE,
          PIPELINES_SCREEN,
          PIPELINES_BATCH ->
          true;
      default -> false;
    };
  }
}
