package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.WireRequest;
import customerio.agent.queue.Ticket;
import java.util.List;

/** What goes out as one request; kept as it is from one attempt to the next. */
final class Piece {
  final List<Claimed> items;
  final WireRequest request;

  /** A batch request, be it of one item. */
  final boolean batch;

  int tries;

  /** The destination's count of successes when it failed first. */
  long failedAtSuccess = Entry.NEVER_FAILED;

  Piece(List<Claimed> items, WireRequest request, boolean batch) {
    this.items = List.copyOf(items);
    this.request = request;
    this.batch = batch;
  }

  /**
   * @param successes of the destination so far
   */
  void failed(long successes) {
    tries++;
    if (failedAtSuccess == Entry.NEVER_FAILED) {
      failedAtSuccess = successes;
    }
    Entry first = first().entry();
    if (isSingle() && first.failedAtSuccess == Entry.NEVER_FAILED) {
      first.failedAtSuccess = successes;
    }
  }

  /** The destination's count of successes when it failed first, in a request like this. */
  long failedSince() {
    return isSingle() ? first().entry().failedAtSuccess : failedAtSuccess;
  }

  /** Has failed by itself before: that it fails again says nothing about Customer.io. */
  boolean isNotorious() {
    return isSingle() && first().entry().holds > 0;
  }

  Claimed first() {
    return items.get(0);
  }

  boolean isSingle() {
    return items.size() == 1;
  }

  List<Entry> entries() {
    return items.stream().map(Claimed::entry).toList();
  }

  List<Operation> operations() {
    return items.stream().map(Claimed::operation).toList();
  }

  List<Ticket> tickets() {
    return items.stream().map(item -> item.entry().ticket).toList();
  }
}
