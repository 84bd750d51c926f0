package customerio.agent.intake;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * A call in mode {@code sync}: into the queue like any other, so that it keeps its person's order
 * and shares requests, and then its caller waits for the outcome.
 */
final class QueuedExchange implements Takeover.Relayed {
  /** What all of them share. */
  record Parts(Acceptance acceptance, SyncTerms terms, Outcomes outcomes, Wakers wakers) {}

  private final Parts parts;
  private final Said said;
  private final CallObservation observation;
  private final Supplier<Takeover.Relayed> past;

  /**
   * @param past the same call past the queue, for when that accepts nothing
   */
  QueuedExchange(
      Parts parts, Said said, CallObservation observation, Supplier<Takeover.Relayed> past) {
    this.parts = parts;
    this.said = said;
    this.observation = observation;
    this.past = past;
  }

  @Override
  public Reply exchange(Duration timeout) throws IOException {
    CompletableFuture<Reply> reply = exchangeAsync(timeout);
    try {
      return reply.get();
    } catch (InterruptedException givenUp) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for Customer.io");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("waiting for the outcome failed", failed.getCause());
    }
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
    AwaitedReply awaited =
        new AwaitedReply(
            said.operation(),
            parts.outcomes,
            parts.terms,
            parts.wakers,
            () -> parts.acceptance.unsettled(said));
    Receipt receipt = new Receipt(parts.terms.outageIsError());
    parts.outcomes.await(said.operation(), awaited);
    PassReason passed = parts.acceptance.commit(said, observation, true, receipt);
    if (receipt.ticket() != null) {
      return outcome(awaited, receipt, timeout);
    }
    parts.outcomes.forget(said.operation());
    if (passed == null) {
      return accepted(receipt.repeatOf());
    }
    if (passed == PassReason.FAULT) {
      observation.passed(passed);
      return CompletableFuture.failedFuture(
          new NothingSentException("the operation could not be queued", null));
    }
    return past.get().exchangeAsync(timeout);
  }

  /** Never throws: the original call would run, and the operation is in the queue. */
  private CompletableFuture<Reply> outcome(
      AwaitedReply awaited, Receipt receipt, Duration timeout) {
    try {
      return awaited.within(parts.terms.limit(timeout), receipt.ticket());
    } catch (Throwable fault) {
      parts.outcomes.forget(said.operation());
      return accepted(said.operation().id());
    }
  }

  private CompletableFuture<Reply> accepted(String operationId) {
    return CompletableFuture.completedFuture(
        Replies.accepted(said.operation().endpoint(), operationId));
  }
}
