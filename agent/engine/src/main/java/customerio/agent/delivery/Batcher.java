package customerio.agent.delivery;

import customerio.agent.customerio.BatchBuilder;
import customerio.agent.customerio.BatchForm;
import customerio.agent.customerio.BatchItem;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.SingleForm;
import customerio.agent.delivery.DeliverySettings.Batch;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes requests of operations. One operation goes out as the request it was; several share a batch
 * as far as they fit together, which splits a run and never reorders it.
 *
 * <p>What ends or revives a person shares no batch with anything else about that person: no
 * document says in which order a batch is processed, and a batch that has to be repeated would end
 * the person after the events by which it lived again, which are not taken twice.
 */
final class Batcher {

  private final Batch settings;
  private final Rules rules;
  private final Clock clock;

  Batcher(Batch settings, Clock clock) {
    this.settings = settings;
    this.rules = settings.rules();
    this.clock = clock;
  }

  /**
   * The longest request that the head of a run gives.
   *
   * @param run not empty
   */
  Piece head(List<Claimed> run) {
    Claimed first = run.get(0);
    if (run.size() == 1 || settings.mode() == BatchMode.NEVER) {
      return single(first);
    }
    BatchBuilder batch = null;
    Barriers barriers = new Barriers();
    for (Claimed item : run) {
      BatchItem form = item.entry().goesAlone() ? null : form(item);
      if (form == null || !barriers.admit(item.entry().person, form.barrier())) {
        break;
      }
      if (batch == null) {
        batch = builder(first);
      }
      if (!batch.add(form)) {
        break;
      }
    }
    return batch == null || batch.count() < 2
        ? single(first)
        : new Piece(run.subList(0, batch.count()), batch.build(), true);
  }

  Piece single(Claimed item) {
    return new Piece(List.of(item), SingleForm.of(dated(item), item.entry().dated, rules), false);
  }

  /**
   * A request that is to be repeated, which as a rule stays the same to the byte. If it has no
   * times and would now be dated by an arrival that is too late, it gets them, once.
   */
  Piece dated(Piece piece) {
    if (piece.items.stream().noneMatch(item -> !item.entry().dated && isLate(item))) {
      return piece;
    }
    Piece dated = head(piece.items);
    if (dated.items.size() < piece.items.size()) {
      piece.entries().forEach(entry -> entry.dated = false);
      return piece; // with times it would be too long
    }
    dated.repeats(piece);
    return dated;
  }

  /** Two requests of about half the size, in order. */
  List<Piece> halves(Piece piece) {
    int middle = (piece.items.size() + 1) / 2;
    List<Piece> halves = new ArrayList<>();
    for (List<Claimed> half :
        List.of(piece.items.subList(0, middle), piece.items.subList(middle, piece.items.size()))) {
      for (List<Claimed> rest = half; !rest.isEmpty(); ) {
        Piece next = head(rest);
        halves.add(next);
        rest = rest.subList(next.items.size(), rest.size());
      }
    }
    return halves;
  }

  private BatchBuilder builder(Claimed first) {
    return new BatchBuilder(
        first.operation().endpoint().api(), settings.maxOperations(), settings.maxBytes());
  }

  private BatchItem form(Claimed item) {
    return BatchForm.of(dated(item), item.entry().dated, rules);
  }

  /**
   * The operation with the time at which Customer.io shall take it to have been said. Never in the
   * future: what others write next would look older, and be ignored with a 200.
   */
  private Operation dated(Claimed item) {
    item.entry().dated = needsTime(item);
    Operation said = item.operation();
    // what came into the queue again is older than what has arrived since, and is to look so
    boolean again = item.entry().ticket.capturedAtMillis() != said.capturedAtMillis();
    long floor = again ? 0 : item.entry().notDatedBeforeMillis;
    return said.capturedAt(Math.max(said.capturedAtMillis(), floor)).notAfter(clock.millis());
  }

  /**
   * What arrives in the second in which it was said needs no time. Everything else does: dated by
   * its arrival it would be newer than the next word about the same person, if that one is stamped.
   */
  private boolean needsTime(Claimed item) {
    Entry entry = item.entry();
    return entry.attempts > 0 || entry.fromBacklog || isLate(item);
  }

  private boolean isLate(Claimed item) {
    return second(clock.millis()) != second(item.operation().capturedAtMillis());
  }

  private static long second(long millis) {
    return Math.floorDiv(millis, 1000);
  }
}
