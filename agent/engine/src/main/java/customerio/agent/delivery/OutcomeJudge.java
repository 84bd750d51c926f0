package customerio.agent.delivery;

import customerio.agent.customerio.Answer;
import customerio.agent.delivery.Verdict.Course;
import customerio.agent.delivery.Verdict.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From the answer to one request to what happens next. A refused batch is halved until the guilty
 * item stands alone: at most 2·log2(n) + 1 requests for one guilty item of n.
 */
final class OutcomeJudge {
  private final Batcher batcher;

  OutcomeJudge(Batcher batcher) {
    this.batcher = batcher;
  }

  Verdict judge(Piece piece, Answer answer) {
    if (answer instanceof Answer.Accepted) {
      return Verdict.settled(piece.items, List.of(), List.of());
    } else if (answer instanceof Answer.PartlyAccepted partly) {
      return partlyAccepted(piece, partly.refused());
    } else if (answer instanceof Answer.Unattributable unclear) {
      return unattributable(piece, unclear.reason());
    } else if (answer instanceof Answer.Refused refused) {
      return refused(piece, "rejected: " + refused.reason());
    } else if (answer instanceof Answer.TooLarge) {
      return refused(piece, "oversize: status-413");
    } else if (answer instanceof Answer.Misconfigured wrong) {
      return misconfigured(piece, "misconfigured: status-" + wrong.status());
    } else if (answer instanceof Answer.Unauthorized) {
      return Verdict.unsettled(Course.UNAUTHORIZED, null, "unauthorized");
    } else if (answer instanceof Answer.Throttled throttled) {
      return Verdict.unsettled(Course.THROTTLED, throttled.retryAfter(), "throttled");
    } else if (answer instanceof Answer.TryLater later) {
      return Verdict.unsettled(Course.RETRY, later.retryAfter(), later.reason());
    } else if (answer instanceof Answer.Redirected) {
      return Verdict.unsettled(Course.RETRY, null, "redirect-not-followed");
    }
    throw new IllegalStateException("an unknown answer");
  }

  /**
   * An item's batch form names the kind of its identifier, its original form leaves that to the
   * workspace; so what is refused for its identifier is sent in its original form, once. What was
   * said later about the same person has to come after it and is sent again as well, taken or not.
   */
  private Verdict partlyAccepted(Piece piece, Map<Integer, String> refused) {
    List<Claimed> delivered = new ArrayList<>();
    List<Rejected> dead = new ArrayList<>();
    List<Piece> next = new ArrayList<>();
    Set<Long> sentAgain = new HashSet<>();
    for (int i = 0; i < piece.items.size(); i++) {
      Claimed item = piece.items.get(i);
      String reason = refused.get(i);
      if (reason == null && !sentAgain.contains(item.entry().person)) {
        delivered.add(item);
      } else if (reason == null || piece.batch && reason.contains("identifiers")) {
        sentAgain.add(item.entry().person);
        next.add(alone(item));
      } else {
        dead.add(new Rejected(item, "rejected: " + reason));
      }
    }
    return Verdict.settled(delivered, dead, next);
  }

  /**
   * A batch holds only what does no harm when it comes again: events have an id by which they are
   * recognised, all else sets a state, in order.
   */
  private Verdict unattributable(Piece piece, String reason) {
    return piece.isSingle()
        ? Verdict.unsettled(Course.RETRY, (Duration) null, reason)
        : eachAlone(piece, reason);
  }

  private Verdict eachAlone(Piece piece, String reason) {
    return Verdict.again(piece.items.stream().map(this::alone).toList(), reason);
  }

  private Verdict refused(Piece piece, String reason) {
    return piece.isSingle()
        ? Verdict.settled(List.of(), List.of(new Rejected(piece.first(), reason)), List.of())
        : Verdict.settled(List.of(), List.of(), batcher.halves(piece));
  }

  /** A gateway may not know the batch path, and yet the path that the application called. */
  private Verdict misconfigured(Piece piece, String reason) {
    return piece.isSingle() ? refused(piece, reason) : eachAlone(piece, reason);
  }

  private Piece alone(Claimed item) {
    item.entry().sentAlone = true;
    return batcher.single(item);
  }
}
