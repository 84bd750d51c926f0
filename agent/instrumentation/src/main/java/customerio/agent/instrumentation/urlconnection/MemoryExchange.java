package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One request and its answer, without a connection of the application's.
 *
 * <p>{@link #begin} and {@link #await} belong to the connection's lock; {@link #abort} may come
 * from any thread.
 */
final class MemoryExchange {
  private Answer accepted;
  private volatile boolean relaying;
  private volatile boolean aborted;
  private volatile CompletableFuture<Reply> pending;
  private Takeover.Watched watched;

  /** Makes the request when it is known in full. */
  interface Capture {
    CapturedRequest request() throws IOException;
  }

  /**
   * Hands the request over.
   *
   * @param timeout for the answer; null for the agent's own
   * @return false when nothing happened, and the original has to run
   */
  boolean begin(CallTaker taker, Capture capture, Duration timeout) {
    try {
      return begin(taker.take(capture.request(), taker.origin()), timeout);
    } catch (Throwable fault) {
      relaying = false;
      taker.suppressed("urlconnection", fault);
      return false;
    }
  }

  private boolean begin(Takeover takeover, Duration timeout) {
    if (takeover instanceof Takeover.Accepted offer) {
      Answer answer = new Answer(offer.reply());
      if (!offer.commit()) {
        return false;
      }
      accepted = answer;
      return true;
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      relaying = true;
      pending = relayed.exchangeAsync(timeout);
      if (aborted) {
        pending.cancel(true);
      }
      return true;
    }
    watched = takeover instanceof Takeover.Watched watch ? watch : null;
    return false;
  }

  /**
   * The original, which we only watch, has its answer or has failed. It remembers either, so that
   * asking for the status sends nothing.
   */
  void ended(HttpURLConnection original) {
    Takeover.Watched watch = watched;
    if (watch == null) {
      return;
    }
    watched = null;
    try {
      watch.ended(original.getResponseCode());
    } catch (IOException noAnswer) {
      watch.ended(0);
    }
  }

  /**
   * Waits like a socket: until there is an answer, a timeout or an {@link #abort}. An interrupt
   * does not end it, as it does not end the JDK's.
   *
   * @return null when nothing was sent after all, and the original has to run
   */
  Answer await() throws IOException {
    if (accepted != null) {
      return accepted;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return new Answer(pending.get());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (CancellationException e) {
      throw new SocketException("Socket closed");
    } catch (ExecutionException e) {
      return noAnswer(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Answer noAnswer(Throwable cause) throws IOException {
    if (cause instanceof NothingSentException) {
      return null;
    }
    if (cause instanceof SocketTimeoutException) {
      SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
      timeout.addSuppressed(cause); // the JDK's has no cause
      throw timeout;
    }
    if (cause instanceof IOException failure) {
      throw failure;
    }
    throw new IOException("Unexpected end of file from server", cause);
  }

  /** Ends the waiting, if somebody waits or is just about to. */
  void abort() {
    if (!relaying) {
      return;
    }
    aborted = true;
    CompletableFuture<Reply> current = pending;
    if (current != null) {
      current.cancel(true);
    }
  }
}
