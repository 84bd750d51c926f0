package customerio.agent.operations;

import customerio.agent.operations.Selection.Among;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.Place;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes one page of what a selection means. The next one begins behind the last operation shown,
 * wherever that has gone meanwhile, so nothing is shown twice and nothing that stays is left out.
 */
final class Pages {
  static final int LARGEST = 10_000;

  private static final String PENDING = "pending/";
  private static final String DEAD = "dead/";

  private final Inventory inventory;
  private final Clock clock;

  Pages(Inventory inventory, Clock clock) {
    this.inventory = inventory;
    this.clock = clock;
  }

  /**
   * @param sending operations that are in a request at the moment
   */
  OperationPage page(Selection selection, int limit, String after, Set<Ticket> sending)
      throws IOException {
    if (limit < 1 || limit > LARGEST) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST + ", not " + limit);
    }
    long now = clock.millis();
    List<OperationView> page = new ArrayList<>();
    String[] last = {"", ""};
    Inventory.Visitor visitor =
        found -> {
          if (page.size() == limit) {
            last[1] = last[0];
            return false;
          }
          page.add(found.view(sending, now));
          last[0] = (found.isDead() ? DEAD : PENDING) + found.place();
          return true;
        };
    boolean amongDead = after.startsWith(DEAD);
    if (selection.among() != Among.DEAD && !amongDead) {
      inventory.pending(selection, place(after, PENDING), visitor);
    }
    if (selection.among() != Among.PENDING && last[1].isEmpty()) {
      inventory.dead(selection, amongDead ? place(after, DEAD) : Place.START, visitor);
    }
    return new OperationPage(List.copyOf(page), last[1]);
  }

  private static Place place(String after, String prefix) {
    if (after.isEmpty()) {
      return Place.START;
    }
    if (!after.startsWith(prefix)) {
      throw new IllegalArgumentException("'" + after + "' is not where a page has ended");
    }
    return Place.parse(after.substring(prefix.length()));
  }
}
