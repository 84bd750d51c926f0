package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;

/** Waits for Customer.io's own answer, as long as the call lives. */
final class RelayedAnswer {

  /**
   * How soon a cancelled call comes back. Looked at and not waited for, because a call is cancelled
   * through four different methods, depending on the version and on who does it: the application or
   * the timer of {@code callTimeout}.
   */
  private static final long CANCEL_LATENCY_MILLIS = 20;

  private final CompletableFuture<Reply> pending;

  private RelayedAnswer(CompletableFuture<Reply> pending) {
    this.pending = pending;
  }

  /**
   * @param readTimeoutMillis 0 for none; then the agent's own holds
   */
  static RelayedAnswer to(Takeover.Relayed relayed, int readTimeoutMillis) {
    Duration timeout = readTimeoutMillis == 0 ? null : Duration.ofMillis(readTimeoutMillis);
    return new RelayedAnswer(relayed.exchangeAsync(timeout));
  }

  /**
   * An interrupt does not end it, as it does not end the reading of a socket: OkHttp's callers are
   * used to see it afterwards.
   *
   * @return null when nothing was sent, and the original has to run
   * @throws IOException what the application gets
   */
  Reply await(Call call) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return pending.get(CANCEL_LATENCY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          if (call.isCanceled()) {
            pending.cancel(true);
            throw new IOException("Canceled");
          }
        }
      }
    } catch (CancellationException e) {
      throw new IOException("Canceled", e);
    } catch (ExecutionException e) {
      return noAnswer(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Reply noAnswer(Throwable cause) throws IOException {
    if (cause instanceof NothingSentException) {
      return null;
    }
    if (cause instanceof SocketTimeoutException) {
      SocketTimeoutException timeout = new SocketTimeoutException("timeout");
      timeout.initCause(cause);
      throw timeout;
    }
    if (cause instanceof IOException failure) {
      throw failure;
    }
    throw new IOException("unexpected end of stream", cause);
  }
}
