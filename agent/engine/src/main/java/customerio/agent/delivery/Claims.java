package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches what is about to be sent, and buries what never can be. */
final class Claims {

  /** So often, minutes apart, a record may fail to be read before it counts as damaged. */
  private static final int READS = 3;

  private final DurableQueue queue;
  private final DeliveryListener listener;
  private final Clock clock;
  private final Duration maxAge;

  /**
   * @param maxAge null = nothing is too old
   */
  Claims(DurableQueue queue, DeliveryListener listener, Clock clock, Duration maxAge) {
    this.queue = queue;
    this.listener = listener;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /**
   * @param destination what the entries belong to; null while that is not known, and then the first
   *     operation tells
   * @param dead receives the entries that were given up
   * @param unreadable receives the entries to try again later: there may be no file handle left
   */
  List<Claimed> open(
      Destination destination, List<Entry> entries, List<Entry> dead, List<Entry> unreadable) {
    List<Claimed> claimed = new ArrayList<>(entries.size());
    Destination expected = destination;
    for (Entry entry : entries) {
      byte[] payload = read(entry);
      if (payload == null && ++entry.unread < READS) {
        unreadable.add(entry);
        continue;
      }
      Operation operation = payload == null ? null : decode(payload);
      if (expected == null && operation != null) {
        expected = Destination.of(operation);
      }
      // of another destination: sending it with this one's credential would be the worst outcome
      if (operation == null || !Destination.of(operation).equals(expected)) {
        dead.add(bury(destination, entry, null, "unreadable"));
      } else if (isExpired(entry)) {
        dead.add(bury(destination, entry, operation, "expired"));
      } else {
        claimed.add(new Claimed(entry, operation));
      }
    }
    return claimed;
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

  private boolean isExpired(Entry entry) {
    return maxAge != null && clock.millis() - entry.ticket.capturedAtMillis() > maxAge.toMillis();
  }
}
