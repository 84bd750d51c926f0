package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Signal;

/**
 * One subscription to a claimed call.
 *
 * <pre>
 *  request written ──┬─ too long, streamed ──────────────▶ original, with the body handed on
 *                    └─ take ─┬─ Pass, Watched ──────────▶ original, with the body again
 *                             ├─ Accepted ─ commit ─┬─ no ▶ original, with the body again
 *                             │                     └─ yes ▶ response, on the client's event loop
 *                             └─ Relayed ─┬─ nothing sent ▶ original, with the body again
 *                                         └─────────────▶ response, on the client's event loop
 * </pre>
 *
 * The application's request callback runs once, but for a fault before it has written anything. No
 * thread is blocked, and none of ours runs an operator of the application.
 */
final class TakenCall {
  private static final String PLACE = "webclient";

  private final CallTaker taker;
  private final Origin origin;
  private final NativeClient client;
  private final OriginalCall original;
  private final CapturingRequest request;

  TakenCall(CallTaker taker, NativeClient client, OriginalCall original) {
    this.taker = taker;
    this.origin = taker.origin();
    this.client = client;
    this.original = original;
    this.request = new CapturingRequest(original.method(), original.uri(), taker.maxBodyBytes());
  }

  Mono<ClientHttpResponse> response() {
    Mono<Void> written;
    try {
      written = original.callback().apply(request);
    } catch (Throwable e) {
      // Ours or the application's, nothing is written: the original meets it again, if it is not
      // ours.
      return original.fromTheBeginning();
    }
    if (request.isNativeRequestNeeded()) {
      return original.fromTheBeginning();
    }
    Mono<ClientHttpResponse> whole =
        written
            .then(Mono.defer(this::decide))
            .onErrorResume(this::isToBeginAgain, this::beginAgain);
    return first(whole, request.uncapturable().flatMap(body -> pastTheEngine()));
  }

  /**
   * What comes first of the two, an error as well. Not {@code Flux.merge(…).next()}, which cancels
   * where the response came from: Spring then gives away the body, if nobody has begun to read it.
   */
  private static Mono<ClientHttpResponse> first(
      Mono<ClientHttpResponse> one, Mono<ClientHttpResponse> other) {
    return Mono.firstWithValue(List.of(outcome(one), outcome(other)))
        .onErrorResume(NoSuchElementException.class, neither -> Mono.empty())
        .flatMap(
            signal ->
                signal.isOnError() ? Mono.error(signal.getThrowable()) : Mono.just(signal.get()));
  }

  /** Empty where there is neither an answer nor an error. */
  private static Mono<Signal<ClientHttpResponse>> outcome(Mono<ClientHttpResponse> response) {
    return response.materialize().filter(signal -> !signal.isOnComplete());
  }

  /** Asked for too late to be seen above, but before anything was written. */
  private boolean isToBeginAgain(Throwable failure) {
    return failure instanceof NativeRequestNeeded && request.isUntouched();
  }

  private Mono<ClientHttpResponse> beginAgain(Throwable failure) {
    return original.fromTheBeginning();
  }

  private Mono<ClientHttpResponse> pastTheEngine() {
    taker.bypassed();
    return original.with(request);
  }

  private Mono<ClientHttpResponse> decide() {
    if (request.isUntouched()) {
      return original.fromTheBeginning(); // a callback that has not finished the request
    }
    if (!request.body().isRepeatable()) {
      return Mono.empty(); // on its way past the engine
    }
    try {
      byte[] body = bytes();
      return body.length > taker.maxBodyBytes() ? pastTheEngine() : take(body);
    } catch (Throwable fault) {
      taker.suppressed(PLACE, fault);
      return original.with(request);
    }
  }

  private byte[] bytes() {
    return request.body() instanceof RequestBody.Whole whole ? whole.bytes() : new byte[0];
  }

  private Mono<ClientHttpResponse> take(byte[] body) {
    Takeover takeover = taker.take(WireView.of(request, client, body), origin);
    if (takeover instanceof Takeover.Accepted offer) {
      return accept(offer);
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      return relay(relayed);
    }
    Mono<ClientHttpResponse> sent = original.with(request);
    return takeover instanceof Takeover.Watched watched
        ? sent.doOnNext(response -> watched.ended(response.getStatusCode().value()))
            .doOnError(failure -> watched.ended(0))
        : sent;
  }

  private Mono<ClientHttpResponse> accept(Takeover.Accepted offer) {
    TakenResponse response = TakenResponse.of(offer.reply(), client);
    Executor callbacks = client.callbacks();
    Mono<ClientHttpResponse> answer =
        Mono.create(sink -> run(callbacks, () -> sink.success(response)));
    return offer.commit() ? answer : original.with(request);
  }

  private Mono<ClientHttpResponse> relay(Takeover.Relayed relayed) {
    Executor callbacks = client.callbacks();
    CompletableFuture<Reply> exchange = relayed.exchangeAsync(client.responseTimeout());
    return Mono.<ClientHttpResponse>create(
            sink -> {
              sink.onCancel(() -> exchange.cancel(true));
              exchange.whenComplete(
                  (reply, failure) -> run(callbacks, () -> settle(sink, reply, failure)));
            })
        .flatMap(response -> leadsOn(response) ? original.with(request) : Mono.just(response))
        .onErrorResume(NothingSentException.class, nothing -> original.with(request));
  }

  /**
   * A redirect, which had no effect: whether it is followed is for the client below to say. Not a
   * 303, which answers what was done.
   */
  private static boolean leadsOn(ClientHttpResponse response) {
    return switch (response.getStatusCode().value()) {
      case 301, 302, 307, 308 -> true;
      default -> false;
    };
  }

  /** A loop that is shut down has no thread to offer; the response is not lost for that. */
  private static void run(Executor callbacks, Runnable callback) {
    try {
      callbacks.execute(callback);
    } catch (RejectedExecutionException e) {
      callback.run();
    }
  }

  private void settle(MonoSink<ClientHttpResponse> sink, Reply reply, Throwable failure) {
    if (failure != null) {
      sink.error(shown(failure instanceof CompletionException ? failure.getCause() : failure));
      return;
    }
    TakenResponse response;
    try {
      response = TakenResponse.of(client.decoded(reply), client);
    } catch (Throwable e) {
      sink.error(new IOException("unusable answer", e)); // it was sent: too late for the original
      return;
    }
    sink.success(response);
  }

  private Throwable shown(Throwable failure) {
    return failure instanceof SocketTimeoutException ? client.timedOut(failure) : failure;
  }
}
