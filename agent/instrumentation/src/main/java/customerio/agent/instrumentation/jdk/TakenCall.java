package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One call of the application from here to its response.
 *
 * <pre>
 *  body ──▶ take ──┬─ Pass, Watched ────────────────────▶ original, with the body said again
 *                  ├─ Accepted ── commit ─┬─ false ─────▶ original, with the body said again
 *                  │                      └─ true ──────▶ body handler ──▶ response
 *                  └─ Relayed ── exchange ─┬─ nothing sent ▶ original, with the body said again
 *                                          └────────────▶ body handler ──▶ response
 * </pre>
 *
 * {@code send} runs all of it on the caller's thread, as the JDK does; {@code sendAsync} on the
 * client's executor. No thread is ever blocked.
 */
final class TakenCall<T> implements Runnable {
  private static final String PLACE = "java.net.http.HttpClient";

  private final CallTaker taker;
  private final Origin origin;
  private final HttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final Executor executor;
  private final NativeSend<T> nativeSend;
  private final TakenFuture<T> result;
  private volatile Takeover.Watched watched;

  /**
   * @param executor null when the caller waits
   */
  TakenCall(
      CallTaker taker,
      Origin origin,
      HttpClient client,
      HttpRequest request,
      BodyHandler<T> handler,
      Executor executor,
      NativeSend<T> nativeSend,
      TakenFuture<T> result) {
    this.taker = taker;
    this.origin = origin;
    this.client = client;
    this.request = request;
    this.handler = handler;
    this.executor = executor;
    this.nativeSend = nativeSend;
    this.result = result;
  }

  TakenFuture<T> result() {
    return result;
  }

  @Override
  public void run() {
    runOriginal(begin());
  }

  /**
   * The application's body handler. For a watched call it also tells the status, the one thing of
   * {@code send} that can be seen without changing on which thread anything runs; a call that gets
   * no answer tells nothing.
   */
  BodyHandler<T> originalHandler() {
    Takeover.Watched watch = watched;
    return watch == null
        ? handler
        : info -> {
          watch.ended(info.statusCode());
          return handler.apply(info);
        };
  }

  /**
   * @return what is to be sent natively, now; or null when {@link #result} is, or will be, complete
   */
  HttpRequest begin() {
    CompletableFuture<CollectedBody> body;
    try {
      body = BodyCollector.collect(publisher(), taker.maxBodyBytes());
    } catch (Throwable e) {
      // The publisher is the application's: thrown at us as it would be at the JDK.
      result.fail(e);
      return null;
    }
    if (body.isDone()) {
      return proceed(body);
    }
    result.cancelsAlso(body);
    request.timeout().ifPresent(limit -> failAfter(limit, body));
    body.whenComplete((collected, failure) -> runOriginal(proceed(body)));
    return null;
  }

  private BodyPublisher publisher() {
    return request.bodyPublisher().orElseGet(BodyPublishers::noBody);
  }

  /** The JDK's timeout covers the sending of the body too, and nothing else here takes long. */
  private void failAfter(Duration limit, CompletableFuture<CollectedBody> body) {
    CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS)
        .execute(
            () -> {
              if (!body.isDone()) {
                result.fail(new HttpTimeoutException("request timed out"));
                body.cancel(true);
              }
            });
  }

  private HttpRequest proceed(CompletableFuture<CollectedBody> read) {
    CollectedBody body;
    try {
      body = read.join();
    } catch (CompletionException e) {
      result.fail(e.getCause());
      return null;
    } catch (Throwable e) {
      result.fail(e);
      return null;
    }
    try {
      return take(body);
    } catch (Throwable e) {
      taker.suppressed(PLACE, e);
      return withBody(body);
    }
  }

  private HttpRequest take(CollectedBody body) throws Exception {
    if (!(body instanceof CollectedBody.Whole whole) || !whole.isAsLongAsItSaid()) {
      taker.bypassed();
      return withBody(body);
    }
    CapturedRequest captured = RequestCapture.capture(client, request, whole.bytes());
    Takeover takeover = taker.take(captured, origin);
    if (takeover instanceof Takeover.Accepted accepted) {
      return answer(accepted, body);
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      relay(relayed, body);
      return null;
    }
    watched = takeover instanceof Takeover.Watched watch ? watch : null;
    return withBody(body);
  }

  /**
   * Commits before the application's body handler runs, not after: for the JDK a handler runs when
   * the request has been sent, so one that throws, or a subscriber that never completes, changes
   * nothing about the operation, and neither may it here. Committing afterwards would mean to run
   * the handler a second time when the commit fails. What is ours of the response, and could
   * therefore be faulty, is made before.
   */
  private HttpRequest answer(Takeover.Accepted accepted, CollectedBody body) {
    NativeReply reply = NativeReply.of(accepted.reply());
    if (result.isDone()) {
      return null;
    }
    if (!accepted.commit()) {
      return withBody(body);
    }
    deliver(reply);
    return null;
  }

  private void relay(Takeover.Relayed relayed, CollectedBody body) {
    CompletableFuture<Reply> exchange = relayed.exchangeAsync(request.timeout().orElse(null));
    result.cancelsAlso(exchange);
    exchange.whenComplete(
        (reply, failure) -> onApplicationThread(() -> settle(reply, failure, body)));
  }

  /** The exchange completes on a thread of ours, where handlers and callbacks have no business. */
  private void onApplicationThread(Runnable settling) {
    Executor own =
        executor != null ? executor : client.executor().orElseGet(result::defaultExecutor);
    execute(own, settling);
  }

  /** Nobody may wait for ever, and nothing of this is for the original to do again. */
  private static void execute(Executor where, Runnable task) {
    try {
      where.execute(task);
    } catch (RuntimeException | Error noThread) {
      task.run();
    }
  }

  private void settle(Reply reply, Throwable failure, CollectedBody body) {
    if (failure == null) {
      deliverRelayed(reply, body);
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof NothingSentException) {
      runOriginal(withBody(body));
    } else if (cause instanceof SocketTimeoutException) {
      result.fail(new HttpTimeoutException("request timed out")); // the JDK's has no cause
    } else {
      result.fail(cause);
    }
  }

  private void deliverRelayed(Reply reply, CollectedBody body) {
    NativeReply made;
    try {
      made = NativeReply.of(reply);
    } catch (Throwable e) {
      // Customer.io has answered, so this call cannot be sent again; but nobody may wait for ever.
      taker.suppressed(PLACE, e);
      result.fail(new IOException("Customer.io's reply could not be read", e));
      return;
    }
    HttpRequest next;
    try {
      next = Redirection.of(client.followRedirects(), request, body.replay(), made);
    } catch (RuntimeException leadsNowhere) {
      result.fail(leadsNowhere);
      return;
    }
    if (next == null) {
      deliver(made);
    } else {
      follow(next, made);
    }
  }

  /** Past us: where Customer.io's own redirects lead, the engine has gone before. */
  private void follow(HttpRequest next, NativeReply first) {
    try {
      keepCookies(first);
    } catch (Throwable e) {
      result.fail(e);
      return;
    }
    CompletableFuture<HttpResponse<T>> sent = nativeSend.send(next, handler);
    result.cancelsAlso(sent);
    sent.whenComplete(
        (last, failure) -> {
          if (failure == null) {
            result.complete(
                new FollowedResponse<>(last, new NativeResponse<>(request, first, null)));
          } else {
            result.fail(failure);
          }
        });
  }

  private void keepCookies(NativeReply reply) throws IOException {
    if (client.cookieHandler().isPresent()) {
      client.cookieHandler().get().put(request.uri(), reply.headers().map());
    }
  }

  /** All code of the application that sees the reply; what it throws is the application's, raw. */
  private void deliver(NativeReply reply) {
    try {
      keepCookies(reply);
      BodySubscriber<T> subscriber = handler.apply(reply);
      // In this order: getBody() of a mapped stream runs the mapper, which reads to the end.
      ReplyBody.feed(subscriber, reply.body());
      subscriber.getBody().whenComplete((body, failure) -> complete(reply, body, failure));
    } catch (Throwable e) {
      complete(reply, null, e);
    }
  }

  private void complete(NativeReply reply, T body, Throwable failure) {
    if (executor == null) {
      finish(reply, body, failure);
    } else {
      // Callbacks run where the JDK runs them, which is not the client's executor.
      execute(result.defaultExecutor(), () -> finish(reply, body, failure));
    }
  }

  private void finish(NativeReply reply, T body, Throwable failure) {
    if (failure == null) {
      result.complete(new NativeResponse<>(request, reply, body));
    } else {
      result.fail(failure);
    }
  }

  private void runOriginal(HttpRequest original) {
    if (original == null) {
      return;
    }
    CompletableFuture<HttpResponse<T>> sent = nativeSend.send(original, originalHandler());
    result.cancelsAlso(sent);
    sent.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            result.complete(response);
          } else {
            Takeover.Watched watch = watched;
            if (watch != null) {
              watch.ended(0); // no news when the handler has told a status before
            }
            result.fail(failure);
          }
        });
  }

  /**
   * @return null, and the result has failed, for a request of the application's own class whose
   *     parts no builder accepts; neither would the JDK have
   */
  private HttpRequest withBody(CollectedBody body) {
    if (request.bodyPublisher().isEmpty()) {
      return request;
    }
    try {
      return HttpRequest.newBuilder(request, (name, value) -> true)
          .method(request.method(), body.replay())
          .build();
    } catch (RuntimeException e) {
      result.fail(e);
      return null;
    }
  }
}
