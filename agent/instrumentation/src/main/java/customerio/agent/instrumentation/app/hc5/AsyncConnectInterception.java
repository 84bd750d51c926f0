package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** Before the asynchronous client leases a connection. */
public final class AsyncConnectInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("apache5-async");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null
        || !(arguments[0] instanceof HttpRequest request)
        || !(arguments[2] instanceof AsyncExecChain.Scope scope)
        || !(arguments[3] instanceof AsyncExecChain chain)
        || !(arguments[4] instanceof AsyncExecCallback callback)) {
      return Outcome.ORIGINAL;
    }
    if (!WireView.isClaimed(taker, scope.route, request)) {
      return Outcome.ORIGINAL;
    }
    if (request.containsHeader("Upgrade")) {
      return Outcome.ORIGINAL;
    }
    // on an interrupted thread no connection is leased, and the call fails before its future is
    // asked
    ConnectionInitiator reactor = Hc5Internals.reactor(scope.execRuntime);
    if (reactor == null || Thread.currentThread().isInterrupted()) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    OwnWay way = ClientWay.of(scope.execRuntime, scope.route, request, scope.clientContext);
    if (way != null && taker.leaves("Apache HttpClient 5", way)) {
      return Outcome.ORIGINAL;
    }
    AsyncEntityProducer producer = (AsyncEntityProducer) arguments[1];
    AsyncCall call =
        new AsyncCall(
            taker, reactor, (AsyncExecChainHandler) self, request, producer, scope, callback);
    AsyncExecChain.Scope taken = TakenAsyncRuntime.scope(scope, call);
    try {
      chain.proceed(request, producer, taken, callback);
    } catch (Throwable e) {
      // from a handler of the application's: where it comes from a connection, it ends so too
      call.callbacks().execute(() -> callback.failed(AsyncCall.asException(e)));
    }
    return new Outcome.Answer(null);
  }
}
