package customerio.agent.intake;

import customerio.agent.capture.Reply;
import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The reply that a caller in mode {@code sync} waits for.
 *
 * <pre>
 *                          sync.on-outage=accept   error
 *  delivered               accepted reply          accepted reply
 *  rejected                Customer.io's error     Customer.io's error
 *  Customer.io is down     accepted reply          waits on
 *  credential refused      accepted reply          401 if withdrawn, else waits on
 *  no outcome in time      accepted reply          timeout; withdrawn if not begun to be sent
 *  given up by the caller  stays in the queue      withdrawn if not begun to be sent
 * </pre>
 *
 * With {@code error} the caller waits on while Customer.io is down: its operation is what a breaker
 * that is about to close tries.
 */
final class AwaitedReply implements Outcomes.Waiter {
  private final Operation operation;
  private final Outcomes outcomes;
  private final SyncTerms terms;
  private final Wakers wakers;
  private final Runnable unsettled;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private volatile Ticket ticket;
  private volatile boolean refused;

  /**
   * @param unsettled run when the caller is told nothing, and the operation may still arrive
   */
  AwaitedReply(
      Operation operation, Outcomes outcomes, SyncTerms terms, Wakers wakers, Runnable unsettled) {
    this.unsettled = unsettled;
    this.operation = operation;
    this.outcomes = outcomes;
    this.terms = terms;
    this.wakers = wakers;
  }

  /**
   * The operation is in the queue; the outcome may even be known.
   *
   * @return cancelling it gives the call up
   */
  CompletableFuture<Reply> within(Duration limit, Ticket queued) {
    ticket = queued;
    Runnable expiry = wakers.after(limit, this::expire);
    reply.whenComplete(
        (answer, failure) -> {
          outcomes.forget(operation);
          expiry.run();
          boolean withdrawn =
              reply.isCancelled() && terms.outageIsError() && terms.withdraw(queued);
          if (reply.isCancelled() && !withdrawn) {
            unsettled.run();
          }
        });
    if (outcomes.isDown(operation)) {
      down();
    }
    if (refused) {
      refused(); // before there was anything to withdraw
    }
    return reply;
  }

  @Override
  public void delivered() {
    answer(Replies.delivered(operation));
  }

  @Override
  public void dead(String reason) {
    answer(Replies.rejected(operation, reason));
  }

  @Override
  public void down() {
    if (!terms.outageIsError()) {
      answer(accepted());
    }
  }

  @Override
  public void refused() {
    refused = true;
    if (!terms.outageIsError()) {
      answer(accepted());
    } else if (terms.withdraw(ticket)) {
      answer(Replies.unauthorized(operation));
    }
  }

  private void expire() {
    if (!terms.outageIsError()) {
      answer(accepted());
      return;
    }
    boolean withdrawn = terms.withdraw(ticket);
    if (!withdrawn && !reply.isDone()) {
      unsettled.run(); // before its caller can say it again
    }
    SocketTimeoutException timeout =
        new SocketTimeoutException(
            "no answer of Customer.io in time; "
                + (withdrawn ? "the operation is withdrawn" : "the operation may still arrive"));
    wakers.wake(() -> reply.completeExceptionally(timeout));
  }

  private Reply accepted() {
    return Replies.accepted(operation.endpoint(), operation.id());
  }

  private void answer(Reply answer) {
    wakers.wake(() -> reply.complete(answer));
  }
}
