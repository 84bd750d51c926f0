package customerio.agent.operations;

import customerio.agent.operations.Selection.Among;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes operations for good. Used once. */
final class Purging {
  /** So many are settled under one lock, which others wait for. */
  private static final int TOGETHER = 1_000;

  private final DiskQueue journal;
  private final DurableQueue queue;
  private final Inventory inventory;

  Purging(DiskQueue journal, DurableQueue queue, Inventory inventory) {
    this.journal = journal;
    this.queue = queue;
    this.inventory = inventory;
  }

  /**
   * @param sending operations that are in a request at the moment
   */
  PurgeReport run(Selection selection, Set<Ticket> sending) throws IOException {
    List<Ticket> pending = new ArrayList<>();
    long[] inFlight = {0};
    if (selection.among() != Among.DEAD) {
      inventory.walk(
          selection.among(Among.PENDING),
          found -> {
            if (found.isIn(sending)) {
              inFlight[0]++;
            } else {
              pending.add(found.ticket());
            }
            return true;
          });
    }
    for (int i = 0; i < pending.size(); i += TOGETHER) {
      queue.discard(pending.subList(i, Math.min(pending.size(), i + TOGETHER)));
    }
    return new PurgeReport(pending.size(), purgeDead(selection), inFlight[0]);
  }

  private long purgeDead(Selection selection) throws IOException {
    if (selection.among() == Among.PENDING) {
      return 0;
    }
    if (selection.among(Among.DEAD).equals(Selection.DEAD)) {
      return journal.purgeDeadLetters(); // with what nobody could read
    }
    List<Place> letters = new ArrayList<>();
    inventory.dead(
        selection,
        Place.START,
        found -> {
          letters.add(found.place());
          return true;
        });
    journal.removeDeadLetters(letters);
    return letters.size();
  }
}
