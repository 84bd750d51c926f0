package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.WireRequest;
import customerio.agent.queue.Ticket;
import java.util.List;
import java.util.function.Consumer;

/** What goes out as one request; kept as it is from one attempt to the next. */
final class Piece {
  final List<Claimed> items;
  final WireRequest request;

  /** A batch request, be it of one item. */
  final boolean batch;

  int tries;

  /** On the monotonic clock; means nothing before the first attempt. */
  long beganNanos;

  /** The destination's count of successes when it failed first. */
  long failedAtSuccess = Entry.NEVER_FAILED;

  /** Null while there is no attempt to tell of. */
  private DeliveryObservation observation;

  /** Of the last attempt that failed. */
  Conclusion.Outcome outcome = Conclusion.Outcome.NO_ANSWER;

  Piece(List<Claimed> items, WireRequest request, boolean batch) {
    this.items = List.copyOf(items);
    this.request = request;
    this.batch = batch;
  }

  /** Takes the place of another for the next attempt. */
  void repeats(Piece other) {
    tries = other.tries;
    beganNanos = other.beganNanos;
    failedAtSuccess = other.failedAtSuccess;
    outcome = other.outcome;
    observation = other.observation;
    other.observation = null;
  }

  SendObservation sending(DeliveryRequest request, DeliveryListener listener) {
    if (observation == null) {
      observation = listener.delivering(request);
    }
    SendObservation delivery = observation.sending(request);
    SendObservation attempt = listener.sending(request);
    return sent -> {
      attempt.ended(sent);
      delivery.ended(sent);
    };
  }

  /** Over, or it has to wait for something else than its own pause. */
  void ends(Conclusion.Outcome last) {
    if (observation != null) {
      observation.ended(last);
      observation = null;
    }
  }

  /**
   * There will be no other attempt of it: its operations go back to where they came from.
   *
   * @param later listeners are told of it, who must not keep the lock waiting
   */
  void dissolves(Consumer<Runnable> later) {
    DeliveryObservation open = observation;
    observation = null;
    if (open != null && open != DeliveryObservation.NONE) {
      later.accept(() -> open.ended(outcome));
    }
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

  /**
   * The destination's count of successes when it failed first, in a request like this, or was set
   * aside last: what passed before says nothing about how Customer.io is now.
   */
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
