package customerio.agent.delivery;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.delivery.Gate.Passage;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes of one destination and their lock. Nothing that can block happens under the lock; no
 * thread is held while a lane waits for the gate, the pace, a connection or a pause.
 */
final class DestinationLanes {
  private final DeliveryContext context;
  private final Lane[] lanes;
  private final Holds holds;
  private final HeldPeople held;

  private Destination destination;
  private Gate gate;
  private boolean started;
  private boolean stopping;
  private boolean closed;
  private int pending;
  private int rotation;
  private long successes;

  DestinationLanes(DeliveryContext context, boolean started) {
    this.context = context;
    this.started = started;
    this.holds =
        new Holds(
            context.scheduler(), context.clock(), context.holds(), this::putInFront, this::due);
    this.held = holds.people();
    this.lanes = new Lane[context.settings().lanes()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new Lane(i, context.settings().batch().maxOperations());
    }
  }

  synchronized void add(Ticket ticket, boolean fromBacklog) {
    Entry entry = new Entry(ticket, fromBacklog);
    pending++;
    Lane lane = lane(entry.person);
    lane.queue.add(entry);
    if (entry.isPair()) {
      Lane other = lane(entry.partner.person);
      other.queue.add(entry.partner);
      pump(other);
    }
    pump(lane);
  }

  synchronized void start() {
    started = true;
    wake();
  }

  /** More than before may pass. */
  synchronized void wake() {
    if (held.hasOutage() && (gate.breakerState() == BreakerState.CLOSED || nobodyElseCanProbe())) {
      held.outageOver();
    }
    for (int i = 0; i < lanes.length; i++) {
      pump(lanes[(rotation + i) % lanes.length]);
    }
  }

  /** From now on nothing waits: what cannot go out at once rests in the queue. */
  synchronized void stopWaiting() {
    stopping = true;
    for (Lane lane : lanes) {
      if (lane.pause != null && lane.pause.cancel()) {
        lane.pause = null;
        lane.giveBackPieces();
        lane.busy = false;
      }
    }
    wake();
  }

  synchronized void close() {
    closed = true;
  }

  synchronized boolean isQuiet() {
    for (Lane lane : lanes) {
      if (lane.busy) {
        return false;
      }
    }
    return true;
  }

  /** What the lane sends next, claimed from its queue; may be empty. Called by the busy lane. */
  synchronized List<Entry> take(Lane lane, boolean probe) {
    lane.lingered = false;
    int limit = probe || destination == null || neverBatches() ? 1 : lane.limit;
    long maxBytes = context.settings().batch().maxBytes();
    List<Entry> taken = new ArrayList<>();
    long bytes = 0;
    while (!closed && taken.size() < limit && !lane.queue.isEmpty()) {
      Entry entry = lane.queue.peek();
      if (holds.mustWait(entry)) {
        if (!taken.isEmpty() && !held.isHeld(entry.person)) {
          // what was taken may be of the same person, and comes first
          break;
        }
        lane.queue.poll();
        holds.park(entry);
        continue;
      }
      bytes += entry.ticket.payloadBytes();
      if (!taken.isEmpty() && (entry.goesAlone() || bytes > maxBytes)) {
        break;
      }
      taken.add(lane.queue.poll());
      lane.oldestClaimed = Math.min(lane.oldestClaimed, entry.ticket.capturedAtMillis());
      if (entry.goesAlone()) {
        break;
      }
    }
    return taken;
  }

  /** Left over from what was claimed before, or null. */
  synchronized Piece nextPiece(Lane lane) {
    if (closed) {
      lane.giveBackPieces();
    }
    return lane.nextPiece();
  }

  /**
   * Leaves its lane at once, so that withdrawals in an outage do not fill the heap. What is
   * claimed, held or concerns two people leaves when its turn comes.
   */
  synchronized void withdrawn(Ticket ticket) {
    Routing routing = ticket.routing();
    if (routing.otherPerson() == 0 && lane(routing.person()).queue.remove(ticket)) {
      pending--;
    }
  }

  /** Something of it was withdrawn since it was claimed. */
  synchronized void claimAnew(Lane lane, Piece piece) {
    lane.sendNext(List.of(piece));
    lane.giveBackPieces();
  }

  synchronized void giveBack(Lane lane, List<Entry> entries) {
    lane.queue.giveBack(entries);
  }

  /** Only the first operations of a run fitted into one request. */
  synchronized void split(Lane lane, int fitted, List<Entry> rest) {
    lane.split(fitted);
    lane.queue.giveBack(rest);
  }

  /** It cannot be read at the moment, which must not stop other people. */
  synchronized void unreadable(Entry entry) {
    holds.holdUnreadable(entry);
  }

  /** Which destination it is becomes known with the first operation that is read. */
  synchronized void identify(Destination known) {
    if (destination == null) {
      destination = known;
      gate = context.places().gate(known);
      gate.subscribe(this::wake);
    }
  }

  synchronized Destination destination() {
    return destination;
  }

  synchronized void settled(List<Entry> entries) {
    for (Entry entry : entries) {
      pending--;
      if (entry.isPair()) {
        held.settled(entry);
      }
    }
  }

  /**
   * Customer.io has decided about a request.
   *
   * @param well its answer shows that it works
   */
  synchronized void answered(Lane lane, boolean well, Verdict verdict) {
    if (well) {
      successes++;
    }
    if (verdict.next().isEmpty()) {
      lane.grow();
    }
    lane.sendNext(verdict.next());
    finish(lane);
  }

  /** The request says nothing about its operations: they stay at the head of the lane. */
  synchronized void postponed(Lane lane, Piece piece) {
    lane.sendNext(List.of(piece));
    lane.giveBackPieces();
    finish(lane);
  }

  /**
   * The request failed in a way that may pass.
   *
   * @return how long its operation was set aside; null when it was not
   */
  synchronized Duration failed(Lane lane, Piece piece, Passage passage, Duration retryAfter) {
    piece.tries++;
    if (piece.failedAtSuccess == Entry.NEVER_FAILED) {
      piece.failedAtSuccess = successes;
    }
    Entry first = piece.first().entry();
    if (piece.isSingle() && first.failedAtSuccess == Entry.NEVER_FAILED) {
      first.failedAtSuccess = successes;
    }
    if (passage == Passage.PROBE) {
      // the next probe shall be another one: this operation may be what fails
      first.sentAlone = true;
      held.holdForOutage(first);
      finish(lane);
      if (gate.breakerState() == BreakerState.CLOSED) {
        held.outageOver();
      }
      return null;
    }
    if (stopping || gate.waiting() != Waiting.NOTHING) {
      postponed(lane, piece);
      return null;
    }
    if (piece.tries >= context.settings().retry().maxAttempts() && othersPassed(piece)) {
      return isolate(lane, piece);
    }
    Duration pause = context.retries().delay(piece.tries - 1);
    if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
      pause = retryAfter;
    }
    lane.sendNext(List.of(piece));
    lane.pause = context.scheduler().schedule(pause, () -> resume(lane));
    return null;
  }

  /** A defect of ours must not make the lane spin. */
  synchronized void faulted(Lane lane, List<Entry> entries) {
    lane.giveBackPieces();
    lane.queue.giveBack(entries);
    lane.limit = 1;
    lane.pause = context.scheduler().schedule(context.retries().max(), () -> resume(lane));
  }

  synchronized void finish(Lane lane) {
    lane.busy = false;
    if (!lane.hasPieces()) {
      lane.oldestClaimed = Long.MAX_VALUE;
    }
    pump(lane);
  }

  synchronized DestinationState state(String label) {
    long oldest = held.oldest();
    for (Lane lane : lanes) {
      oldest = Math.min(oldest, lane.oldest());
    }
    long age = oldest == Long.MAX_VALUE ? 0 : Math.max(0, context.clock().millis() - oldest);
    return new DestinationState(
        destination.api(),
        destination.region(),
        label,
        pending,
        held.people(),
        Duration.ofMillis(age),
        gate.breakerState(),
        started ? gate.waiting() : Waiting.START);
  }

  private void pump(Lane lane) {
    if (lane.busy || closed || !started || !lane.hasWork()) {
      return;
    }
    Passage passage = gate == null ? Passage.ALL : gate.ask();
    if (passage != Passage.ALL) {
      // it may be long, and a probe is one operation
      lane.giveBackPieces();
    }
    if (passage == Passage.NONE) {
      return;
    }
    lane.busy = true;
    if (passage == Passage.ALL && lingers(lane)) {
      lane.lingered = true;
      after(context.settings().batch().linger(), () -> resume(lane));
      return;
    }
    if (passage == Passage.PROBE) {
      rotation = (lane.index + 1) % lanes.length;
    }
    LaneRun run = new LaneRun(context, this, lane, passage);
    if (gate == null) {
      context.scheduler().execute(run::identify);
      return;
    }
    after(
        context.places().pace(destination).reserveAnyhow(),
        () ->
            context
                .places()
                .slots(destination)
                .acquire(() -> context.scheduler().execute(run::send)));
  }

  private void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
    } else {
      context.scheduler().schedule(delay, task);
    }
  }

  private void resume(Lane lane) {
    synchronized (this) {
      lane.pause = null;
      finish(lane);
    }
    context.progress().run();
  }

  private boolean lingers(Lane lane) {
    return context.settings().batch().mode() == BatchMode.ALWAYS
        && gate != null
        && !lane.lingered
        && !stopping
        && !lane.hasPieces()
        && lane.queue.size() < lane.limit;
  }

  private boolean neverBatches() {
    return context.settings().batch().mode() == BatchMode.NEVER;
  }

  private synchronized void due(Entry entry) {
    holds.due(entry);
  }

  private void putInFront(long person, List<Entry> entries) {
    Lane lane = lane(person);
    lane.queue.giveBack(entries);
    pump(lane);
  }

  /** Whatever is wrong, it is not the destination. */
  private boolean othersPassed(Piece piece) {
    long since = piece.isSingle() ? piece.first().entry().failedAtSuccess : piece.failedAtSuccess;
    return successes > since;
  }

  private Duration isolate(Lane lane, Piece piece) {
    if (!piece.isSingle()) {
      lane.shrinkBelow(piece.items.size());
      postponed(lane, piece);
      return null;
    }
    Duration delay = holds.holdAfterFailure(piece.first().entry());
    lane.giveBackPieces();
    finish(lane);
    return delay;
  }

  private boolean nobodyElseCanProbe() {
    for (Lane lane : lanes) {
      if (lane.busy || lane.hasWork()) {
        return false;
      }
    }
    return true;
  }

  private Lane lane(long person) {
    return lanes[Math.floorMod(Long.hashCode(person), lanes.length)];
  }
}
