package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fetches what is about to be sent, and buries what never can be. */
final class Claims {

  /** So often, minutes apart, a record may fail to be read before it counts as damaged. */
  private static final int READS = 3;

  /**
   * @param dead were given up, or withdrawn by whoever said them
   * @param unreadable to try again later, for there may be no file handle left; null = none
   * @param rest not looked at
   */
  record Opened(List<Claimed> claimed, List<Entry> dead, Entry unreadable, List<Entry> rest) {}

  private final DurableQueue queue;
  private final DeliveryListener listener;
  private final Deadlines deadlines;

  Claims(DurableQueue queue, DeliveryListener listener, Deadlines deadlines) {
    this.queue = queue;
    this.listener = listener;
    this.deadlines = deadlines;
  }

  /**
   * @param destination what the entries belong to; null while that is not known, and then the first
   *     operation tells
   */
  Opened open(Destination destination, List<Entry> entries) {
    List<Claimed> claimed = new ArrayList<>(entries.size());
    List<Entry> dead = new ArrayList<>();
    Destination expected = destination;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      byte[] payload = read(entry);
      if (queue.isWithdrawn(entry.ticket)) {
        // asked after reading, which fails when it was withdrawn just now
        dead.add(entry);
        continue;
      }
      if (payload == null && !claimed.isEmpty()) {
        // what was claimed may be of the same person, and comes first
        return new Opened(claimed, dead, null, entries.subList(i, entries.size()));
      }
      if (payload == null && ++entry.unread < READS) {
        return new Opened(claimed, dead, entry, entries.subList(i + 1, entries.size()));
      }
      Operation operation = payload == null ? null : decode(payload);
      if (expected == null && operation != null) {
        expected = Destination.of(operation);
      }
      // of another destination: sending it with this one's credential would be the worst outcome
      if (operation == null || !Destination.of(operation).equals(expected)) {
        dead.add(bury(destination, entry, null, "unreadable"));
      } else if (deadlines.isTooOld(entry)) {
        dead.add(bury(destination, entry, operation, "expired"));
      } else {
        claimed.add(new Claimed(entry, operation));
      }
    }
    return new Opened(claimed, dead, null, List.of());
  }

  Entry bury(Destination destination, Entry entry, Operation operation, String reason) {
    queue.settle(List.of(entry.ticket), new Settlement.Dead(reason));
    listener.dead(destination, entry.ticket, operation, reason);
    return entry;
  }

  private byte[] read(Entry entry) {
    try {
      return queue.read(entry.ticket);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static Operation decode(byte[] payload) {
    try {
      return OperationCodec.decode(payload);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
