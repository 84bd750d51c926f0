package customerio.agent.operations;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.operations.Selection.Among;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DeadLetter;
import customerio.agent.queue.disk.Place;
import customerio.agent.queue.disk.QueueContents;
import java.io.IOException;
import java.time.Clock;

/** Goes through a queue and shows what a selection means. Thread-safe. */
final class Inventory {
  private final QueueContents contents;
  private final Clock clock;

  /** Told of one operation. */
  interface Visitor {
    /**
     * @return whether to go on
     */
    boolean visit(Found found) throws IOException;
  }

  Inventory(QueueContents contents, Clock clock) {
    this.contents = contents;
    this.clock = clock;
  }

  /** All that wait, then all dead letters, each from the oldest on. */
  void walk(Selection selection, Visitor visitor) throws IOException {
    boolean[] on = {true};
    if (selection.among() != Among.DEAD) {
      pending(selection, Place.START, found -> on[0] = visitor.visit(found));
    }
    if (on[0] && selection.among() != Among.PENDING) {
      dead(selection, Place.START, visitor);
    }
  }

  void pending(Selection selection, Place after, Visitor visitor) throws IOException {
    if (!selection.reason().isEmpty()) {
      return; // only dead letters have one
    }
    Match match = new Match(selection, clock.millis());
    contents.walkPending(
        after,
        (place, ticket) -> {
          byte[] payload = payload(ticket);
          if (payload == null) {
            return true;
          }
          Found found = new Found(place, ticket, null, operation(payload));
          return !match.means(found) || visitor.visit(found);
        });
  }

  void dead(Selection selection, Place after, Visitor visitor) throws IOException {
    Match match = new Match(selection, clock.millis());
    contents.walkDeadLetters(
        after,
        (place, letter) -> {
          Found found = new Found(place, null, letter, operation(letter));
          return !match.means(found) || visitor.visit(found);
        });
  }

  /**
   * @return null when it is settled meanwhile; empty when it cannot be read
   */
  private byte[] payload(Ticket ticket) {
    try {
      return contents.payload(ticket);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  private static Operation operation(DeadLetter letter) {
    return operation(letter.payload());
  }

  private static Operation operation(byte[] payload) {
    try {
      return OperationCodec.decode(payload);
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }
}
