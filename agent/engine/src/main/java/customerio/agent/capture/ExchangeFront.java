package customerio.agent.capture;

import java.util.concurrent.CompletableFuture;

/** The future that a caller gets in place of the one of an exchange. */
public final class ExchangeFront {

  private ExchangeFront() {}

  /** What the end of the exchange means to the caller. */
  public interface Ending {
    /**
     * Called once, on the thread that ends the exchange.
     *
     * @param front to be completed; already is when the caller has cancelled it
     * @param reply null when there is a failure
     */
    void ended(CompletableFuture<Reply> front, Reply reply, Throwable failure);
  }

  /**
   * @return cancelling it aborts the exchange
   */
  public static CompletableFuture<Reply> of(CompletableFuture<Reply> exchange, Ending ending) {
    CompletableFuture<Reply> front = new CompletableFuture<>();
    exchange.whenComplete((reply, failure) -> ending.ended(front, reply, failure));
    front.whenComplete(
        (reply, failure) -> {
          if (front.isCancelled()) {
            exchange.cancel(true);
          }
        });
    return front;
  }

  /** Ends it as the exchange has ended. */
  public static void complete(CompletableFuture<Reply> front, Reply reply, Throwable failure) {
    if (failure == null) {
      front.complete(reply);
    } else {
      front.completeExceptionally(failure);
    }
  }
}
