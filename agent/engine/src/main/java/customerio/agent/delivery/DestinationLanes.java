package customerio.agent.delivery;

import customerio.agent.delivery.Gate.Passage;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.List;

/**
 * The lanes of one destination and their lock. Nothing that can block happens under the lock; no
 * thread is held while a lane waits for the gate, the pace, a connection or a pause.
 */
final class DestinationLanes {
  private final DeliveryContext context;
  private final LaneSet lanes;
  private final Holds holds;
  private final HeldPeople held;
  private final Departures departures;
  private final AgeWatch ages;
  private final Backlog backlog;
  private final Arrivals arrivals;
  private final Refill refill;
  private final Names names;
  private final WakeUps wakeUps;

  private Destination destination;
  private Gate gate;
  private boolean started;
  private boolean stopping;
  private boolean closed;
  private long successes;

  DestinationLanes(DeliveryContext context, long key, boolean started) {
    this.context = context;
    this.holds = new Holds(context, this::putInFront, this::due, this::somebodyStands);
    this.held = holds.people();
    this.backlog =
        new Backlog(key, context.queue(), context.names(), context.room(), held::isAside);
    this.started = started;
    this.lanes = new LaneSet(context, holds);
    this.arrivals = new Arrivals(started, backlog, ticket -> enter(ticket, false, true));
    this.refill = new Refill(context, key, this, arrivals, backlog, this::enter);
    this.names = new Names(this, backlog, arrivals, context.clock());
    this.wakeUps = new WakeUps(context, this::wake);
    DeliverySettings settings = context.settings();
    this.departures = new Departures(settings.batch(), context.scheduler(), this::pumpAll);
    this.ages =
        new AgeWatch(settings.maxAge(), context.clock(), context.scheduler(), this::lookAtAges);
  }

  synchronized void add(Ticket ticket) {
    departures.said();
    arrivals.add(ticket);
    refill.look();
  }

  Names names() {
    return names;
  }

  /** It is on the shelf. */
  synchronized void expect(Ticket ticket) {
    refill.expect(ticket, started);
  }

  synchronized void backlogIsThere() {
    refill.expectNoMore();
  }

  private void enter(Ticket ticket, boolean fromBacklog, boolean last) {
    Entry entry = new Entry(ticket, fromBacklog, backlog.lines().enter(ticket.routing(), last));
    backlog.entered(entry);
    context.deadlines().entered(entry);
    if (entry.isPair() && !fromBacklog) {
      arrivals.pairEntered(ticket);
    }
    Lane lane = lanes.of(entry.person);
    lane.queue.add(entry);
    if (entry.isPair()) {
      Lane other = lanes.of(entry.partner.person);
      other.queue.add(entry.partner);
      pump(other);
    }
    pump(lane);
  }

  synchronized void start() {
    started = true;
    arrivals.start();
    refill.look();
    wake();
  }

  /** More than before may pass. */
  synchronized void wake() {
    if (held.hasOutage() && (gate.breakerState() == BreakerState.CLOSED || !lanes.haveWork())) {
      held.outageOver();
    }
    pumpAll();
  }

  /** From now on nothing waits: what cannot go out at once rests in the queue. */
  synchronized void stopWaiting() {
    stopping = true;
    refill.stopWaiting();
    departures.stopWaiting();
    lanes.endPauses();
    wake();
  }

  /** While it lasts, nothing waits that need not. */
  synchronized void hurry(boolean lasts) {
    departures.hurry(lasts);
    lanes.endPauses();
    held.endTimes(any -> lasts);
    wake();
  }

  /** Many were withdrawn. */
  synchronized void discarded() {
    settled(held.remove(context.queue()::isWithdrawn));
    settled(lanes.remove(context.queue()::isWithdrawn));
  }

  synchronized void close() {
    closed = true;
    refill.close();
  }

  synchronized boolean isQuiet() {
    return lanes.areIdle() && !refill.isRunning() && !wakeUps.areUnderWay();
  }

  /** What the lane sends next, claimed; may be empty. Called by the busy lane. */
  synchronized List<Entry> take(Lane lane, boolean probe) {
    lane.lingered = false;
    if (closed) {
      return List.of();
    }
    boolean one = probe || destination == null || departures.neverBatch();
    List<Entry> taken = lanes.take(lane, one ? 1 : lane.limit, !one);
    if (lane.announced) {
      lane.announced = false;
      departures.claimed();
      // they were told to wait for this, and there was more than went into it
      pumpAll();
    }
    return taken;
  }

  /** Left over from what was claimed before, or null. */
  synchronized Piece nextPiece(Lane lane) {
    if (closed) {
      lanes.giveBackPieces(lane);
    }
    return lane.nextPiece();
  }

  /** Leaves its lane at once, or in an outage they would fill the heap; if held, in its turn. */
  synchronized void withdrawn(Ticket ticket) {
    settled(lanes.of(backlog.lines().line(ticket.routing().person())).queue.remove(ticket));
  }

  synchronized void giveBack(List<Entry> entries) {
    lanes.giveBack(entries);
  }

  /** Only the first operations of a run fitted into one request. */
  synchronized void split(Lane lane, int fitted, List<Entry> rest) {
    lane.split(fitted);
    lanes.giveBack(rest);
  }

  /** It cannot be read at the moment, which must not stop other people. */
  synchronized void unreadable(Entry entry) {
    holds.holdUnreadable(entry);
    ages.waits(oldest());
  }

  /** Which destination it is becomes known with the first operation that is read. */
  synchronized void identify(Destination known) {
    if (destination == null) {
      destination = known;
      gate = context.places().queuedGate(known);
      gate.subscribe(wakeUps::soon);
    }
  }

  synchronized Destination destination() {
    return destination;
  }

  synchronized void settled(List<Entry> entries) {
    for (Entry entry : entries) {
      backlog.left(entry);
      if (entry.isPair()) {
        held.settled(entry);
        arrivals.pairSettled(entry.ticket);
      }
    }
    refill.look();
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
    lanes.giveBackPieces(lane);
    finish(lane);
  }

  /**
   * The request failed in a way that may pass.
   *
   * @return how long its operation was set aside, {@link Holds#NO_MORE} or {@link Holds#REPEATED};
   *     null when what is in it goes back to its lane
   */
  synchronized Duration failed(Lane lane, Piece piece, Passage passage, Duration retryAfter) {
    piece.failed(successes);
    Entry first = piece.first().entry();
    if (passage == Passage.PROBE) {
      // the next probe shall be another one: this operation may be what fails
      first.sentAlone = true;
      held.holdForOutage(first);
      end(lane);
      if (gate.breakerState() == BreakerState.CLOSED) {
        held.outageOver();
      }
      return null;
    }
    if (gate.waiting() != Waiting.NOTHING) {
      postponed(lane, piece);
      return null;
    }
    boolean othersPass = successes > piece.failedSince(); // so it is not the destination
    if (stopping) {
      // the next start need not wait for it
      isolate(lane, piece, othersPass);
      return null;
    }
    if (piece.tries >= context.settings().retry().maxAttempts()
        && (othersPass || piece.isNotorious())) {
      return othersPass && holds.isExhausted(piece)
          ? Holds.NO_MORE
          : isolate(lane, piece, othersPass);
    }
    Duration pause = context.retries().delay(piece.tries - 1, retryAfter);
    lane.sendNext(List.of(piece));
    lane.pause = context.scheduler().schedule(pause, () -> resume(lane));
    return Holds.REPEATED;
  }

  /** A defect of ours must not make the lane spin. */
  synchronized void faulted(Lane lane, List<Entry> entries) {
    lanes.giveBackPieces(lane);
    lanes.giveBack(entries);
    lane.limit = 1;
    lane.pause = context.scheduler().schedule(context.retries().max(), () -> resume(lane));
  }

  synchronized void finish(Lane lane) {
    end(lane);
    if (!lanes.haveWork() && held.hasOutage()) {
      // the gate may have woken those who wait for it while this lane was busy
      held.outageOver();
    }
  }

  private void end(Lane lane) {
    lane.busy = false;
    List<Lane> companions = List.of();
    if (!lane.hasPieces()) {
      lane.oldestClaimed = Long.MAX_VALUE;
      companions = lanes.part(lane);
    }
    pump(lane);
    companions.forEach(this::pump);
  }

  synchronized DestinationState state(String label) {
    long age = Math.max(0, context.clock().millis() - oldest());
    return new DestinationState(
        destination.api(),
        destination.region(),
        destination.credential(),
        label,
        backlog.pending(),
        held.people(),
        Duration.ofMillis(age),
        gate.breakerState(),
        context.pause().lasts() ? Waiting.PAUSED : started ? gate.waiting() : Waiting.START);
  }

  private void pump(Lane lane) {
    if (lane.busy || closed || !started || context.pause().lasts() || !lane.hasWork()) {
      return;
    }
    Passage passage = gate == null ? Passage.ALL : gate.ask();
    if (passage != Passage.ALL) {
      // it may be long, and a probe is one operation
      lanes.endPieces(lane);
    }
    if (passage == Passage.NONE) {
      lane.queue.putAside();
      ages.waits(lanes.oldest());
      return;
    }
    boolean fillsUp = gate != null && passage == Passage.ALL && departures.fillsUp(lane);
    if (fillsUp && departures.mustWait(lanes)) {
      return;
    }
    lane.busy = true;
    if (gate != null && passage == Passage.ALL && departures.lingers(lane)) {
      lane.lingered = true;
      Duration linger = context.settings().batch().linger();
      lane.pause = context.scheduler().schedule(linger, () -> resume(lane));
      return;
    }
    if (passage == Passage.PROBE) {
      lanes.nextAfter(lane);
    }
    if (fillsUp && !lane.announced) {
      lane.announced = true;
      departures.announced();
    }
    LaneRun run = new LaneRun(context, this, lane, passage);
    if (gate == null) {
      context.scheduler().execute(run::identify);
      return;
    }
    context.places().whenThereIsRoom(destination, run::send);
  }

  private synchronized void pumpAll() {
    lanes.inTurn().forEach(this::pump);
  }

  private void resume(Lane lane) {
    synchronized (this) {
      lane.pause = null;
      finish(lane);
    }
    context.progress().run();
  }

  private void lookAtAges() {
    Duration age;
    synchronized (this) {
      age = closed ? null : ages.look(oldest());
    }
    if (age != null) {
      context.listener().aging(destination(), age);
    }
  }

  private long oldest() {
    return Math.min(Math.min(held.oldest(), arrivals.oldest()), lanes.oldest());
  }

  private synchronized void due(Entry entry) {
    holds.due(entry);
  }

  private void somebodyStands() {
    backlog.overtakers().lookAside();
  }

  private void putInFront(long person, List<Entry> entries) {
    Lane lane = lanes.of(person);
    lane.queue.giveBack(entries);
    pump(lane);
  }

  private Duration isolate(Lane lane, Piece piece, boolean othersPass) {
    if (!piece.isSingle()) {
      lane.shrinkBelow(piece.items.size());
      postponed(lane, piece);
      return null;
    }
    Duration delay = holds.holdAfterFailure(piece.first().entry(), othersPass, successes);
    lanes.giveBackPieces(lane);
    ages.waits(oldest());
    finish(lane);
    return delay;
  }
}
