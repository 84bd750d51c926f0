package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnTraffic;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** One claimed request at the seam of the asynchronous client, and the way back to the original. */
final class AsyncCall {
  private final CallTaker taker;
  private final Origin origin;
  private final Executor callbacks;
  private final AsyncExecChainHandler connect;
  private final HttpRequest request;
  private final AsyncEntityProducer producer;
  private final AsyncExecChain.Scope scope;
  private final AsyncExecCallback callback;

  /**
   * @param reactor the client's own
   * @param connect the client's own, which knows about routes and tunnels
   * @param producer null when the request has no entity
   */
  AsyncCall(
      CallTaker taker,
      ConnectionInitiator reactor,
      AsyncExecChainHandler connect,
      HttpRequest request,
      AsyncEntityProducer producer,
      AsyncExecChain.Scope scope,
      AsyncExecCallback callback) {
    this.taker = taker;
    this.origin = taker.origin();
    this.callbacks =
        new ReactorThreads(reactor, CallbackThreads.withContextOf(Thread.currentThread()));
    this.connect = connect;
    this.request = request;
    this.producer = producer;
    this.scope = scope;
    this.callback = callback;
  }

  CallTaker taker() {
    return taker;
  }

  Origin origin() {
    return origin;
  }

  /** Where the application's code runs that runs on a thread of the reactor without us. */
  Executor callbacks() {
    return callbacks;
  }

  /**
   * Whether the application has its answer or failure, though a body may still be on its way.
   * HttpClient's future cancels what it is told of after that; without us it is told in time, but
   * for the connecting, which is over and does not mind.
   */
  boolean isOver() {
    return scope.cancellableDependency instanceof Future<?> answer
        && answer.isDone()
        && !answer.isCancelled();
  }

  ResponseTimeout timeout(HttpClientContext context) {
    return ResponseTimeout.of(scope.execRuntime, scope.route, context);
  }

  boolean isClaimed(HttpRequest changed) {
    return WireView.isClaimed(taker, scope.route, changed);
  }

  CapturedRequest captured(HttpRequest changed, EntityDetails entity, byte[] body) {
    return WireView.captured(scope.route, changed, entity, body);
  }

  /**
   * Connects, and has the client execute the exchange.
   *
   * @param cancelling told what to cancel
   * @param watched told when there is no answer
   */
  void original(
      AsyncClientExchangeHandler exchange,
      HttpClientContext context,
      OriginalRun cancelling,
      Runnable watched) {
    AsyncExecChain.Scope direct =
        new AsyncExecChain.Scope(
            scope.exchangeId,
            scope.route,
            scope.originalRequest,
            cancelling,
            scope.clientContext,
            scope.execRuntime,
            scope.scheduler,
            scope.execCount);
    AsyncExecChain execution =
        (ignoredRequest, ignoredProducer, own, ignoredCallback) ->
            cancelling.executing(own.execRuntime.execute(own.exchangeId, exchange, context));
    AsyncExecCallback connecting = new ConnectingCallback(callback, watched);
    try {
      OwnTraffic.call(
          () -> {
            connect.execute(request, producer, direct, execution, connecting);
            return null;
          });
    } catch (Throwable e) {
      callbacks.execute(() -> connecting.failed(asException(e)));
    }
  }

  static Exception asException(Throwable thrown) {
    return thrown instanceof Exception exception ? exception : new IOException(thrown);
  }
}
