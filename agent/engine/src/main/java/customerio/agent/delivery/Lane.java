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

  /** A lone operation has waited for company long enough. */
  boolean lingered;

  /** The pause before a repeat while there is one; cancelling it ends the lane's business. */
  LaneScheduler.Pending pause;

  /** Operations per request; halved by failures, doubled by successes. */
  int limit;

  private final int maxLimit;

  Lane(int index, int maxLimit) {
    this.index = index;
    this.maxLimit = maxLimit;
    this.limit = maxLimit;
  }

  boolean hasWork() {
    return !pieces.isEmpty() || !queue.isEmpty();
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

  /** Ends what was claimed; its payloads need not stay in memory while the lane waits. */
  void giveBackPieces() {
    List<Entry> entries = new ArrayList<>();
    pieces.forEach(piece -> entries.addAll(piece.entries()));
    pieces.clear();
    queue.giveBack(entries);
  }

  void grow() {
    limit = Math.min(maxLimit, limit * 2);
  }

  void shrinkBelow(int operations) {
    limit = Math.max(1, operations / 2);
  }
}
