package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Before HttpClient leases a connection. */
public final class ConnectInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("apache5");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null
        || !(arguments[0] instanceof ClassicHttpRequest request)
        || !(arguments[1] instanceof ExecChain.Scope scope)
        || !(arguments[2] instanceof ExecChain chain)) {
      return Outcome.ORIGINAL;
    }
    if (!WireView.isClaimed(taker, scope.route, request)) {
      return Outcome.ORIGINAL;
    }
    if (request.containsHeader("Upgrade") || scope.execRuntime.isExecutionAborted()) {
      return Outcome.ORIGINAL;
    }
    if (!Hc5Internals.isKnownClassic(scope.execRuntime)) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    OwnWay way = ClientWay.of(scope.execRuntime, scope.route, request, scope.clientContext);
    if (way != null && taker.leaves("Apache HttpClient 5", way)) {
      return Outcome.ORIGINAL;
    }
    TakenCall call = new TakenCall(taker, (ExecChainHandler) self, scope);
    return proceed(call, request, TakenRuntime.scope(scope, call), chain);
  }

  /** From here on all that is thrown is the application's or its client's. */
  private static Outcome proceed(
      TakenCall call, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) {
    ClassicHttpResponse response;
    try {
      response = chain.proceed(request, scope);
    } catch (IOException | HttpException | RuntimeException e) {
      scope.execRuntime.discardEndpoint(); // as ConnectExec does
      call.ended(0);
      return new Outcome.Failure(e);
    } catch (Throwable e) {
      call.ended(0);
      return new Outcome.Failure(e);
    }
    call.ended(response.getCode());
    return new Outcome.Answer(response);
  }
}
