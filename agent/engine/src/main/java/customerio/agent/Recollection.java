package customerio.agent;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.intake.Intake;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What an earlier run accepted and did not deliver: whoever repeats it, because the restart cut off
 * the answer, is to be recognised. Only what is within the window is read again, and of that the
 * newest, in order; a backlog of days costs nothing. Used by one thread.
 */
final class Recollection {

  /** At 20 µs each a fifth of a second, on a thread of ours while deliveries go on. */
  static final int NEWEST = 10_000;

  private final DurableQueue queue;
  private final Intake intake;
  private final Duration window;
  private final Clock clock;
  private final ArrayDeque<Ticket> newest = new ArrayDeque<>();

  Recollection(DurableQueue queue, Intake intake, Duration window, Clock clock) {
    this.queue = queue;
    this.intake = intake;
    this.window = window;
    this.clock = clock;
  }

  void add(Ticket ticket) {
    if (age(ticket).compareTo(window) >= 0) {
      return;
    }
    if (newest.size() == NEWEST) {
      newest.removeFirst();
    }
    newest.add(ticket);
  }

  /** Reads what was added since the last time. */
  void recall() {
    for (Ticket next = newest.poll(); next != null; next = newest.poll()) {
      Operation operation = read(next);
      if (operation != null) {
        intake.adopted(operation, next.routing(), age(next));
      }
    }
  }

  /** What cannot be read may just have been delivered; then its file is gone. */
  private Operation read(Ticket ticket) {
    try {
      return OperationCodec.decode(queue.read(ticket));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  private Duration age(Ticket ticket) {
    return Duration.ofMillis(clock.millis() - ticket.capturedAtMillis());
  }
}
