package customerio.agent.delivery;

import customerio.agent.customerio.Answer;
import customerio.agent.delivery.Claims.Opened;
import customerio.agent.delivery.Conclusion.Outcome;
import customerio.agent.delivery.Gate.Passage;
import customerio.agent.delivery.Verdict.Rejected;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a busy lane does on a delivery thread: claim, send, and record what came of it. */
final class LaneRun {
  private final DeliveryContext context;
  private final DestinationLanes lanes;
  private final Lane lane;
  private final Passage passage;

  /** Claimed and not accounted for; goes back to the lane if anything breaks. */
  private List<Entry> inHand = List.of();

  /** The lane has been let go, and may be busy with another run by now. */
  private boolean over;

  LaneRun(DeliveryContext context, DestinationLanes lanes, Lane lane, Passage passage) {
    this.context = context;
    this.lanes = lanes;
    this.lane = lane;
    this.passage = passage;
  }

  /** Reads the first operation, to learn what destination this is. */
  void identify() {
    try {
      List<Claimed> claimed = claim(null);
      if (!claimed.isEmpty()) {
        lanes.identify(Destination.of(claimed.get(0).operation()));
        lanes.giveBack(inHand);
      }
      inHand = List.of();
      finish();
      lanes.wake();
    } catch (Throwable e) {
      fault(null, e);
    }
    context.progress().run();
  }

  /** Called with a connection slot, which it releases. */
  void send() {
    Destination destination = lanes.destination();
    Gate gate = context.places().gate(destination);
    Piece piece = null;
    try {
      boolean begun = false;
      SendResult result = null;
      try {
        piece = nextPiece(destination);
        begun = piece != null && context.queue().begin(piece.tickets());
        result = begun ? exchange(destination, piece) : null;
      } finally {
        context.places().slots(destination).release();
      }
      if (begun) {
        account(destination, gate, piece, result);
      } else {
        gate.undecided(passage);
        giveUp(piece);
      }
    } catch (Throwable e) {
      if (!over) {
        gate.undecided(passage);
      }
      fault(destination, e);
      if (piece != null) {
        piece.ends(Outcome.NO_ANSWER);
      }
    }
    context.progress().run();
  }

  /**
   * @param piece something of it was withdrawn since it was claimed; null = there is nothing
   */
  private void giveUp(Piece piece) {
    if (piece == null) {
      finish();
    } else {
      postponed(piece);
    }
  }

  private Piece nextPiece(Destination destination) {
    Piece waiting = lanes.nextPiece(lane);
    if (waiting != null) {
      inHand = waiting.entries();
      lanes.names().follow(inHand);
      return context.batcher().dated(waiting);
    }
    List<Claimed> run = claim(destination);
    if (run.isEmpty()) {
      return null;
    }
    Piece piece = context.batcher().head(run);
    int fitted = piece.items.size();
    if (fitted < inHand.size()) {
      lanes.split(lane, fitted, inHand.subList(fitted, inHand.size()));
    }
    inHand = piece.entries();
    return piece;
  }

  private List<Claimed> claim(Destination destination) {
    inHand = lanes.take(lane, passage == Passage.PROBE);
    lanes.names().follow(inHand);
    Opened opened = context.claims().open(destination, inHand);
    inHand = opened.claimed().stream().map(Claimed::entry).toList();
    lanes.settled(opened.dead());
    lanes.giveBack(opened.rest());
    if (opened.unreadable() != null) {
      lanes.unreadable(opened.unreadable());
    }
    return opened.claimed();
  }

  private SendResult exchange(Destination destination, Piece piece) {
    Cancellation cancellation = context.inFlight().begin(piece.tickets());
    if (piece.tries == 0) {
      piece.beganNanos = context.scheduler().nanos();
    }
    try {
      SendResult result = context.sender().send(destination, piece, cancellation);
      if (hadNoEffect(result)) {
        context.queue().release(neverSentBefore(piece));
      }
      if (!(result instanceof SendResult.Failed failed && failed.failure().nothingSent())) {
        inHand.forEach(entry -> entry.attempts++);
        lanes.names().mayHaveArrived(inHand);
      }
      return result;
    } finally {
      context.inFlight().end(cancellation);
    }
  }

  private static boolean hadNoEffect(SendResult result) {
    if (result instanceof SendResult.Answered answered) {
      return answered.answer() instanceof Answer.Unauthorized
          || answered.answer() instanceof Answer.Throttled;
    }
    return result instanceof SendResult.Failed failed && failed.failure().nothingSent();
  }

  private static List<Ticket> neverSentBefore(Piece piece) {
    return piece.entries().stream()
        .filter(entry -> entry.attempts == 0)
        .map(entry -> entry.ticket)
        .toList();
  }

  private void account(Destination destination, Gate gate, Piece piece, SendResult result) {
    if (result instanceof SendResult.Failed failed) {
      TransportException failure = failed.failure();
      blame(gate, piece, failure);
      Outcome outcome = failure.timedOut() ? Outcome.TIMED_OUT : Outcome.NO_ANSWER;
      failed(destination, piece, null, failure.getMessage(), outcome);
      return;
    }
    Answer answer = ((SendResult.Answered) result).answer();
    Verdict verdict = context.judge().judge(piece, answer);
    switch (verdict.course()) {
      case SETTLED -> settled(destination, gate, piece, answer, verdict);
      case RETRY -> {
        blame(gate, piece, new UnwellException(verdict.reason()));
        if (isLong(verdict.retryAfter())) {
          gate.pause(verdict.retryAfter());
        }
        failed(destination, piece, verdict.retryAfter(), verdict.reason(), Outcome.UNAVAILABLE);
      }
      case THROTTLED -> {
        context.places().pace(destination).slower();
        Duration pause = gate.throttled(passage, verdict.retryAfter());
        context.listener().throttled(destination, pause);
        context.listener().retried(destination, piece.operations(), verdict.reason());
        concluded(destination, piece, Outcome.THROTTLED);
        postponed(piece);
      }
      case UNAUTHORIZED -> {
        gate.unauthorized(passage);
        concluded(destination, piece, Outcome.UNAUTHORIZED);
        postponed(piece);
      }
    }
  }

  private void settled(
      Destination destination, Gate gate, Piece piece, Answer answer, Verdict verdict) {
    // a page of a captive portal is no sign of health
    boolean well = !(answer instanceof Answer.Unattributable);
    // before anybody can see that it was delivered, and end the JVM
    concluded(destination, piece, outcome(verdict, well));
    List<Entry> done = new ArrayList<>();
    if (!verdict.delivered().isEmpty()) {
      Piece delivered = new Piece(verdict.delivered(), piece.request, piece.batch);
      gate.accepted(); // whoever sees that nothing waits finds the credential good
      context.queue().settle(delivered.tickets(), new Settlement.Delivered());
      done.addAll(delivered.entries());
      context.listener().delivered(destination, delivered.operations());
      context.places().pace(destination).faster();
    }
    for (Rejected rejected : verdict.dead()) {
      Claimed item = rejected.item();
      done.add(
          context.claims().bury(destination, item.entry(), item.operation(), rejected.reason()));
    }
    inHand = List.of();
    lanes.settled(done);
    if (!well) {
      context.listener().unclear(destination, piece.operations(), verdict.reason());
    } else if (verdict.reason() != null) {
      context.listener().retried(destination, piece.operations(), verdict.reason());
    }
    if (well) {
      gate.succeeded(passage);
    } else {
      gate.undecided(passage);
    }
    lanes.answered(lane, well, verdict);
    over = true;
  }

  private static Outcome outcome(Verdict verdict, boolean well) {
    if (!verdict.delivered().isEmpty()) {
      return Outcome.TAKEN;
    }
    return well ? Outcome.REJECTED : Outcome.UNAVAILABLE;
  }

  private void failed(
      Destination destination, Piece piece, Duration retryAfter, String reason, Outcome outcome) {
    int tries = piece.tries;
    Claimed first = piece.first();
    int attempts = first.entry().attempts;
    inHand = List.of();
    piece.outcome = outcome;
    context.listener().retried(destination, piece.operations(), reason);
    Duration hold = lanes.failed(lane, piece, passage, retryAfter);
    over = !Holds.NO_MORE.equals(hold);
    if (Holds.REPEATED.equals(hold)) {
      return;
    }
    concluded(destination, piece, tries + 1, outcome);
    if (Holds.NO_MORE.equals(hold)) {
      exhausted(destination, first, reason);
    } else if (hold != null) {
      long notBefore = context.clock().millis() + hold.toMillis();
      int holds = first.entry().holds;
      context.queue().settle(piece.tickets(), new Settlement.Retry(holds, notBefore));
      context.listener().held(destination, first.operation(), attempts, hold);
    }
  }

  private void exhausted(Destination destination, Claimed item, String reason) {
    inHand = List.of(item.entry());
    Entry dead =
        context.claims().bury(destination, item.entry(), item.operation(), "exhausted: " + reason);
    inHand = List.of();
    lanes.settled(List.of(dead));
    finish();
  }

  private void concluded(Destination destination, Piece piece, Outcome outcome) {
    concluded(destination, piece, piece.tries + 1, outcome);
  }

  private void concluded(Destination destination, Piece piece, int attempts, Outcome outcome) {
    Duration took = Duration.ofNanos(context.scheduler().nanos() - piece.beganNanos);
    context
        .listener()
        .concluded(new Conclusion(destination, piece.items.size(), attempts, took, outcome));
    piece.ends(outcome);
  }

  private void blame(Gate gate, Piece piece, Throwable failure) {
    if (passage == Passage.PROBE || !piece.isNotorious()) {
      gate.failed(passage, failure);
    }
  }

  private void postponed(Piece piece) {
    inHand = List.of();
    lanes.postponed(lane, piece);
    over = true;
  }

  private void finish() {
    lanes.finish(lane);
    over = true;
  }

  private boolean isLong(Duration retryAfter) {
    return retryAfter != null && retryAfter.compareTo(context.retries().max()) > 0;
  }

  private void fault(Destination destination, Throwable fault) {
    if (!over) {
      lanes.faulted(lane, inHand);
    }
    context.listener().fault(destination, fault);
  }
}
