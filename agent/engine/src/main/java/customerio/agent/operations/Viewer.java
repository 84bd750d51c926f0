package customerio.agent.operations;

import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.Place;
import customerio.agent.queue.disk.QueueContents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows what lies in a queue and changes nothing. Thread-safe. */
final class Viewer {
  private final Inventory inventory;
  private final Clock clock;

  Viewer(QueueContents contents, Clock clock) {
    this.inventory = new Inventory(contents, clock);
    this.clock = clock;
  }

  Inventory inventory() {
    return inventory;
  }

  /**
   * @param sending operations that are in a request at the moment
   */
  OperationPage list(Selection selection, int limit, String after, Set<Ticket> sending)
      throws IOException {
    return new Pages(inventory, clock).page(selection, limit, after, sending);
  }

  List<OperationView> show(String id, Set<Ticket> sending) throws IOException {
    long now = clock.millis();
    List<OperationView> views = new ArrayList<>();
    inventory.walk(
        Selection.ALL.ids(Set.of(id)),
        found -> {
          views.add(found.view(sending, now));
          return true;
        });
    return views;
  }

  ExportReport exportTo(Path file, Selection selection) throws IOException {
    return PrivateFile.create(
        file,
        out -> {
          long[] exported = {0};
          long[] unreadable = {0};
          try (LineWriter lines = new LineWriter(out)) {
            inventory.walk(
                selection,
                found -> {
                  if (found.operation() == null) {
                    unreadable[0]++;
                  } else {
                    lines.write(found);
                    exported[0]++;
                  }
                  return true;
                });
          }
          return new ExportReport(exported[0], unreadable[0]);
        });
  }

  SortedMap<String, Long> deadLettersByReason() throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    inventory.dead(
        Selection.DEAD,
        Place.START,
        found -> {
          counts.merge(found.reasonCode(), 1L, Long::sum);
          return true;
        });
    return counts;
  }
}
