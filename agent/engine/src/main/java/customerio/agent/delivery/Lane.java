package customerio.agent.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * People whose operations leave one request after the other. Guarded by the destination's lock.
 *
 * <pre>
 *   idle ──work, gate open──▶ busy: pace ─▶ slot ─▶ claim ─▶ send ─▶ settle ──▶ idle
 *                               ▲                             │
 *                               └────── pause, same bytes ◀───┘ failed
 * </pre>
 */
final class Lane {
  final int index;
  final LaneQueue queue = new LaneQueue();

  /** Claimed and not sent yet, in order: what an answer made of a batch, or a repeat. */
  private final Deque<Piece> pieces = new ArrayDeque<>();

  /** From the decision to send until the outcome is known; one request at a time. */
  boolean busy;

  /** Lanes whose operations are in this one's request; they are as busy as it is. */
  final List<Lane> companions = new ArrayList<>();

  /** {@link Departures#announced}, and not claimed yet. */
  boolean announced;

  /** A lone operation has waited for company long enough. */
  boolean lingered;

  /** Before a repeat, or for company; null = none. Cancelling it ends the lane's business. */
  LaneScheduler.Pending pause;

  /** Operations claimed at once; less after failures and split runs, doubled by successes. */
  int limit;

  /** Capture time of the oldest operation that is claimed, or {@link Long#MAX_VALUE}. */
  long oldestClaimed = Long.MAX_VALUE;

  private final int maxLimit;

  Lane(int index, int maxLimit) {
    this.index = index;
    this.maxLimit = maxLimit;
    this.limit = maxLimit;
  }

  boolean hasWork() {
    return !pieces.isEmpty() || !queue.isEmpty();
  }

  /** What waits is less than what a request may hold. */
  boolean hasRoom() {
    return pieces.isEmpty() && queue.size() < limit;
  }

  Piece nextPiece() {
    return pieces.poll();
  }

  boolean hasPieces() {
    return !pieces.isEmpty();
  }

  void sendNext(List<Piece> next) {
    for (int i = next.size() - 1; i >= 0; i--) {
      pieces.addFirst(next.get(i));
    }
  }

  /** All its pieces, which are none any more. */
  List<Piece> dropPieces() {
    List<Piece> dropped = List.copyOf(pieces);
    pieces.clear();
    return dropped;
  }

  /** Capture time of about the oldest unsettled operation, or {@link Long#MAX_VALUE}. */
  long oldest() {
    return Math.min(oldestClaimed, queue.oldest());
  }

  /** What did not fit was read in vain; of a run like this the next claim is not much longer. */
  void split(int fitted) {
    limit = Math.min(limit, Math.max(2, 2 * fitted));
  }

  void grow() {
    limit = Math.min(maxLimit, limit * 2);
  }

  void shrinkBelow(int operations) {
    limit = Math.max(1, operations / 2);
  }
}
