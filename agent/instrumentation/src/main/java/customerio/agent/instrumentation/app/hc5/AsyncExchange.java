package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;

/**
 * One exchange of the asynchronous client in memory: the request is produced as on a connection,
 * and what comes back is consumed as from one.
 *
 * <pre>
 *  caller's thread     produce request ─▶ produce entity ─▶ take, commit ─┐
 *  callback threads             (what is produced later) ─▶ take, commit ─┤
 *                                                                         ├▶ consume answer
 *                                                                         └▶ the original, from memory
 * </pre>
 *
 * On the caller's thread as far as possible, so that calls are accepted in the order in which they
 * are made. It ends once: whoever sets {@code ended} has it, and a cancel is one of them.
 */
final class AsyncExchange implements Cancellable {
  private static final String PLACE = "apache5-async";

  private final AsyncCall call;
  private final AsyncClientExchangeHandler exchange;
  private final HttpClientContext context;
  private final ProducedRequest produced;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** What a cancel reaches once the original runs. */
  private final OriginalRun originalRun = new OriginalRun();

  private volatile CompletableFuture<Reply> relay;

  AsyncExchange(AsyncCall call, AsyncClientExchangeHandler exchange, HttpClientContext context) {
    this.call = call;
    this.exchange = exchange;
    this.context = context;
    this.produced = new ProducedRequest(call, exchange, this);
  }

  /**
   * @return what the client gets from its own runtime
   */
  Cancellable start() {
    produced.start(context);
    return this;
  }

  private boolean isHardCancellationEnabled() {
    return context.getRequestConfig() == null
        || context.getRequestConfig().isHardCancellationEnabled();
  }

  /** All of the request is there. */
  void produced() {
    try {
      Takeover takeover = call.taker().take(produced.captured(), call.origin());
      if (takeover instanceof Takeover.Accepted offer) {
        accept(offer);
      } else if (takeover instanceof Takeover.Relayed relayed) {
        relay(relayed);
      } else if (takeover instanceof Takeover.Watched watched) {
        original(watched::ended);
      } else {
        original(status -> {});
      }
    } catch (Throwable fault) {
      call.taker().suppressed(PLACE, fault);
      original(status -> {});
    }
  }

  /** The request cannot be shown to the engine; what is there of it, and the rest, goes out. */
  void bypassed() {
    call.taker().bypassed();
    original(status -> {});
  }

  private void accept(Takeover.Accepted offer) {
    AsyncAnswer answer = new AsyncAnswer(offer.reply());
    // a cancel that comes first finds a call that was not made
    if (ended.get()) {
      return;
    }
    if (offer.commit()) {
      answer(answer);
    } else {
      original(status -> {});
    }
  }

  private void answer(AsyncAnswer answer) {
    call.callbacks().execute(() -> consume(answer));
  }

  private void relay(Takeover.Relayed relayed) {
    CompletableFuture<Reply> pending = relayed.exchangeAsync(call.timeout(context).duration());
    relay = pending;
    if (ended.get()) {
      pending.cancel(true);
    }
    pending.whenComplete(
        (reply, failure) -> call.callbacks().execute(() -> relayed(reply, failure)));
  }

  /** On a callback thread. Whatever happens here, the application gets an end. */
  private void relayed(Reply reply, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    try {
      if (cause instanceof NothingSentException) {
        original(status -> {});
      } else if (cause instanceof CancellationException) {
        giveUp();
      } else if (cause != null) {
        fail(FinalFailure.of(cause, call.timeout(context).text()));
      } else {
        consume(new AsyncAnswer(reply));
      }
    } catch (RuntimeException e) {
      fail(new FinalFailure("unusable answer", e)); // it was sent: too late for the original
    }
  }

  private void consume(AsyncAnswer answer) {
    if (ended.compareAndSet(false, true)) {
      answer.consumeBy(exchange, context);
    }
  }

  /** The application's own doing, or the relay's: no original. Call it on a callback thread. */
  void fail(Exception failure) {
    if (ended.compareAndSet(false, true)) {
      try {
        exchange.failed(failure);
      } finally {
        exchange.releaseResources();
      }
    }
  }

  private void original(IntConsumer watched) {
    if (ended.compareAndSet(false, true)) {
      call.original(
          produced.replayed(watched, originalRun), context, originalRun, () -> watched.accept(0));
    }
  }

  boolean isEnded() {
    return ended.get();
  }

  /** Without hard cancellation, an exchange goes on while nobody waits for it. */
  @Override
  public boolean cancel() {
    return !call.isOver() && (ended.get() || isHardCancellationEnabled()) && giveUp();
  }

  private boolean giveUp() {
    if (!ended.compareAndSet(false, true)) {
      return originalRun.cancel();
    }
    CompletableFuture<Reply> pending = relay;
    if (pending != null) {
      pending.cancel(true);
    }
    try {
      exchange.cancel();
    } finally {
      exchange.releaseResources();
    }
    return true;
  }
}
