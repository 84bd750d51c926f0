package customerio.agent.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of one captured call.
 *
 * <pre>
 *  Pass      run the original call; we are not there
 *  Watched   run the original call; how it ended is told afterwards, as far as the client shows it
 *  Accepted  build the native response from reply() FIRST, then commit() LAST; only a true from
 *            commit() entitles to return that response, otherwise run the original call
 *  Relayed   the application needs Customer.io's own answer: exchange() fetches it over our pooled,
 *            guarded transport
 * </pre>
 */
public sealed interface Takeover {

  enum Pass implements Takeover {
    PASS
  }

  /** The call is the application's own; we only learn from it. */
  non-sealed interface Watched extends Takeover {

    /**
     * Tell it once, where it can be seen without touching the call. Never throws.
     *
     * @param status of the answer; 0 when there was none
     */
    void ended(int status);
  }

  /** The call can be answered now and delivered later. */
  non-sealed interface Accepted extends Takeover {

    /** Known before the commit, so that a fault while building it still finds an unsent call. */
    Reply reply();

    /**
     * The commit point: once true, the operation is in the queue. Never throws; false means that
     * nothing was kept and the original call has to run. Call it at most once.
     */
    boolean commit();
  }

  /** The call must be answered by Customer.io itself. Use one of the two methods, once. */
  non-sealed interface Relayed extends Takeover {

    /**
     * Blocks until Customer.io has answered.
     *
     * @param timeout the caller's own limit, or null for the agent's
     * @throws NothingSentException no byte left this machine, or it was a read: run the original
     * @throws java.net.SocketTimeoutException the timeout passed
     * @throws IOException the outcome is unknown or a failure: surface it, never send again
     */
    Reply exchange(Duration timeout) throws IOException;

    /**
     * The same without blocking the caller. The future completes exceptionally with what {@link
     * #exchange} would have thrown; cancelling it aborts the exchange.
     */
    CompletableFuture<Reply> exchangeAsync(Duration timeout);
  }
}
