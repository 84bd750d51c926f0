package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for Customer.io's own answer, as long as nobody aborts the call. */
final class RelayedAnswer {
  private final CompletableFuture<Reply> pending;

  private RelayedAnswer(CompletableFuture<Reply> pending) {
    this.pending = pending;
  }

  /**
   * @param socketTimeoutMillis 0 for none; then the agent's own holds
   */
  static RelayedAnswer to(Takeover.Relayed relayed, int socketTimeoutMillis) {
    Duration timeout = socketTimeoutMillis <= 0 ? null : Duration.ofMillis(socketTimeoutMillis);
    return new RelayedAnswer(relayed.exchangeAsync(timeout));
  }

  void cancel() {
    pending.cancel(true);
  }

  /**
   * An interrupt does not end it, as it does not end the reading of a socket.
   *
   * @param hasEntity whether the request is of a kind that the client does not repeat by itself
   * @throws NothingSentException the original has to run
   * @throws IOException what the application gets
   */
  Reply await(boolean hasEntity) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return pending.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (CancellationException e) {
      throw new SocketException("Socket closed"); // by the abort, as far as the client can tell
    } catch (ExecutionException e) {
      throw failure(e.getCause(), hasEntity);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException failure(Throwable cause, boolean hasEntity) {
    if (cause instanceof SocketTimeoutException) {
      SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
      timeout.addSuppressed(cause); // a socket's has no cause
      return timeout;
    }
    if (!(cause instanceof IOException failure)) {
      return new IOException("no answer", cause);
    }
    // The client's retry handler takes requests without an entity for harmless, and would send them
    // three more times. What can be repeated without harm has been repeated by the agent.
    return hasEntity || failure instanceof InterruptedIOException || isOfConnect(failure)
        ? failure
        : unrepeatable(failure);
  }

  private static boolean isOfConnect(IOException failure) {
    return failure instanceof ConnectException || failure instanceof NothingSentException;
  }

  private static IOException unrepeatable(IOException cause) {
    InterruptedIOException failure = new InterruptedIOException(cause.getMessage());
    failure.initCause(cause);
    return failure;
  }
}
