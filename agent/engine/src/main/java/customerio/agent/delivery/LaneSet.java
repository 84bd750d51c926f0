package customerio.agent.delivery;

import customerio.agent.queue.Ticket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lanes of a destination, each with people of its own. A request that is not full takes other
 * lanes along, which do not move until it is settled; so every person still has one request in
 * flight. Guarded by the destination's lock.
 */
final class LaneSet implements Iterable<Lane> {
  private final List<Lane> lanes = new ArrayList<>();
  private final Holds holds;
  private final LaneScheduler scheduler;
  private final long maxBytes;

  /** Whose turn it is to be asked first. */
  private int rotation;

  LaneSet(DeliveryContext context, Holds holds) {
    this.holds = holds;
    this.scheduler = context.scheduler();
    DeliverySettings.Batch batch = context.settings().batch();
    this.maxBytes = batch.maxBytes();
    for (int i = 0; i < context.settings().lanes(); i++) {
      lanes.add(new Lane(i, batch.maxOperations()));
    }
  }

  Lane of(long person) {
    return lanes.get(Math.floorMod(Long.hashCode(person), lanes.size()));
  }

  @Override
  public Iterator<Lane> iterator() {
    return lanes.iterator();
  }

  /** All of them, in the order of their turns. */
  List<Lane> inTurn() {
    List<Lane> turned = new ArrayList<>(lanes.subList(rotation, lanes.size()));
    turned.addAll(lanes.subList(0, rotation));
    return turned;
  }

  void nextAfter(Lane lane) {
    rotation = (lane.index + 1) % lanes.size();
  }

  /**
   * Claims what the lane sends next, in order; may be nothing.
   *
   * @param along whether other lanes may come along
   */
  List<Entry> take(Lane lane, int limit, boolean along) {
    List<Entry> taken = new ArrayList<>();
    long bytes = 0;
    while (taken.size() < limit && !lane.queue.isEmpty()) {
      Entry entry = lane.queue.peek();
      if (holds.mustWait(entry)) {
        if (!taken.isEmpty() && !holds.people().isHeld(entry.person)) {
          // what was taken may be of the same person, and comes first
          break;
        }
        lane.queue.poll();
        holds.park(entry);
        continue;
      }
      bytes += entry.ticket.payloadBytes();
      if (!taken.isEmpty() && (entry.goesAlone() || bytes > maxBytes)) {
        return taken;
      }
      taken.add(claim(lane));
      if (entry.goesAlone()) {
        return taken;
      }
    }
    if (along && !taken.isEmpty() && taken.stream().allMatch(LaneSet::isPlain)) {
      takeAlong(lane, limit, bytes, taken);
    }
    return taken;
  }

  /** In front of the lanes they came from. */
  void giveBack(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      of(entry.person).queue.giveBackFirst(entry);
    }
  }

  /** Ends what was claimed; its payloads need not stay in memory while the lane waits. */
  void giveBackPieces(Lane lane) {
    List<Piece> dropped = lane.dropPieces();
    giveBack(dropped.stream().flatMap(piece -> piece.entries().stream()).toList());
    dropped.forEach(piece -> piece.dissolves(scheduler::execute));
  }

  /** No lane waits any longer to repeat something, or for company. */
  void endPauses() {
    for (Lane lane : lanes) {
      if (lane.pause != null && lane.pause.cancel()) {
        lane.pause = null;
        lane.busy = false;
        endPieces(lane);
      }
    }
  }

  /** Ends what was claimed, and lets go those that came along for it. */
  void endPieces(Lane lane) {
    giveBackPieces(lane);
    part(lane);
  }

  /** Takes out what nobody wants sent any more, as far as it is not claimed. */
  List<Entry> remove(Predicate<Ticket> unwanted) {
    List<Entry> removed = new ArrayList<>();
    lanes.forEach(lane -> removed.addAll(lane.queue.remove(unwanted)));
    return removed;
  }

  /**
   * Lets go those that came along.
   *
   * @return them
   */
  List<Lane> part(Lane lane) {
    List<Lane> companions = List.copyOf(lane.companions);
    lane.companions.clear();
    for (Lane companion : companions) {
      companion.busy = false;
      companion.oldestClaimed = Long.MAX_VALUE;
    }
    return companions;
  }

  int waiting() {
    int operations = 0;
    for (Lane lane : lanes) {
      operations += lane.busy ? 0 : lane.queue.size();
    }
    return operations;
  }

  long waitingBytes() {
    long bytes = 0;
    for (Lane lane : lanes) {
      bytes += lane.busy ? 0 : lane.queue.bytes();
    }
    return bytes;
  }

  boolean areIdle() {
    return lanes.stream().noneMatch(lane -> lane.busy);
  }

  boolean haveWork() {
    return lanes.stream().anyMatch(lane -> lane.busy || lane.hasWork());
  }

  /** Capture time of about the oldest unsettled operation, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return lanes.stream().mapToLong(Lane::oldest).min().orElse(Long.MAX_VALUE);
  }

  private void takeAlong(Lane leader, int limit, long bytesBefore, List<Entry> taken) {
    long bytes = bytesBefore;
    for (Lane lane : inTurn()) {
      boolean comes = false;
      while (!lane.busy && taken.size() < limit && !lane.queue.isEmpty()) {
        Entry entry = lane.queue.peek();
        bytes += entry.ticket.payloadBytes();
        if (bytes > maxBytes || holds.mustWait(entry) || !isPlain(entry)) {
          bytes -= entry.ticket.payloadBytes();
          break;
        }
        taken.add(claim(lane));
        comes = true;
      }
      if (comes) {
        lane.busy = true;
        lane.lingered = false;
        leader.companions.add(lane);
      }
    }
    if (!leader.companions.isEmpty()) {
      nextAfter(leader.companions.get(leader.companions.size() - 1));
    }
  }

  /** What failed before may fail again, and shall not make more people wait than it must. */
  private static boolean isPlain(Entry entry) {
    return entry.attempts == 0 && !entry.goesAlone();
  }

  private static Entry claim(Lane lane) {
    Entry entry = lane.queue.poll();
    lane.oldestClaimed = Math.min(lane.oldestClaimed, entry.ticket.capturedAtMillis());
    return entry;
  }
}
