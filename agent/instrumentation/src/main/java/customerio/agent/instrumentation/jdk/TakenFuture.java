package customerio.agent.instrumentation.jdk;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** What the application gets in place of the JDK's own future. */
class TakenFuture<T> extends CompletableFuture<HttpResponse<T>> {
  private volatile Future<?> underway;

  /** Cancelling the application's future cancels this too, also if it has happened already. */
  void cancelsAlso(Future<?> work) {
    underway = work;
    if (isDone()) {
      work.cancel(true);
    }
  }

  /**
   * Wrapped, as the JDK's future is never the one its exchange completed but a stage behind it:
   * callbacks of applications look for the cause.
   */
  void fail(Throwable failure) {
    completeExceptionally(
        failure instanceof CompletionException ? failure : new CompletionException(failure));
  }

  /** Fails it, and gives up what is under way. */
  void abort(IOException why) {
    fail(why);
    Future<?> work = underway;
    if (work != null) {
      work.cancel(true);
    }
  }

  /**
   * The JDK answers either with {@code isCancelled()} or with an {@code ExecutionException} that
   * holds a {@code CancellationException}, varying from run to run. Spring's request factory turns
   * only the second into a timeout, so this is always the second.
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = completeExceptionally(new CompletionException(requestCancelled()));
    Future<?> work = underway;
    if (cancelled && work != null) {
      work.cancel(true);
    }
    return cancelled;
  }

  /** In the JDK's words, which Spring's request factory repeats to its caller. */
  private static CancellationException requestCancelled() {
    CancellationException cancelled = new CancellationException("Request cancelled");
    cancelled.initCause(new IOException("Request cancelled"));
    return cancelled;
  }
}
