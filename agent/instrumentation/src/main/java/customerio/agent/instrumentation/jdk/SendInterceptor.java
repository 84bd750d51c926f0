package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code sendAsync(HttpRequest, BodyHandler, PushPromiseHandler, Executor)}. */
public final class SendInterceptor implements Interceptor {
  private static final Seam SEAM = Seam.of("jdk");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null
        || !(arguments[0] instanceof HttpRequest request)
        || !(arguments[1] instanceof BodyHandler<?> handler)) {
      return Outcome.ORIGINAL;
    }
    if (CallsUnderWay.isShutdownDue((HttpClient) self)) {
      // in the JDK's words, which would take it, as it is not told of the shutdown yet
      return new Outcome.Answer(CompletableFuture.failedFuture(new IOException("closed")));
    }
    URI uri = request.uri();
    if (uri == null
        || uri.getHost() == null
        || !taker.claims(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath())) {
      return Outcome.ORIGINAL;
    }
    if (ClosedClients.contain((HttpClient) self)) {
      return Outcome.ORIGINAL; // which fails
    }
    OwnWay way = ClientWay.of((HttpClient) self, request);
    if (way != null && taker.leaves("java.net.http.HttpClient", way)) {
      return Outcome.ORIGINAL;
    }
    if (isTooLong(request, taker)) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    return take(taker, (HttpClient) self, request, handler, arguments);
  }

  private static boolean isTooLong(HttpRequest request, CallTaker taker) {
    return request.bodyPublisher().isPresent()
        && request.bodyPublisher().get().contentLength() > taker.maxBodyBytes();
  }

  @SuppressWarnings("unchecked") // the caller's compiler has seen that the two handlers fit
  private static <T> Outcome take(
      CallTaker taker,
      HttpClient client,
      HttpRequest request,
      BodyHandler<T> handler,
      Object[] arguments) {
    // send() gives no executor, sendAsync() the client's own one.
    Executor executor = (Executor) arguments[3];
    NativeSend<T> nativeSend = NativeSend.of(client, (PushPromiseHandler<T>) arguments[2]);
    TakenCall<T> call =
        new TakenCall<>(
            taker,
            taker.origin(),
            client,
            request,
            handler,
            executor,
            nativeSend,
            new TakenFuture<>());
    if (executor == null) {
      HttpRequest instead = call.begin();
      if (instead == null && !call.result().isDone()) {
        CallsUnderWay.add(client, call.result());
      }
      return instead == null
          ? new Outcome.Answer(call.result())
          : new Outcome.OriginalWith(instead, call.originalHandler(), arguments[2], null);
    }
    CallsUnderWay.add(client, call.result());
    try {
      executor.execute(call);
    } catch (RuntimeException | Error refused) {
      // or closing the client would wait for ever for this one
      CallsUnderWay.remove(client, call.result());
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    return new Outcome.Answer(call.result());
  }
}
