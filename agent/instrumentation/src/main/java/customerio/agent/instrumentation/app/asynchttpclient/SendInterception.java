package customerio.agent.instrumentation.app.asynchttpclient;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.bridge.BridgedCall;
import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import org.asynchttpclient.AsyncHttpClientConfig;
import org.asynchttpclient.Realm;
import org.asynchttpclient.Request;
import org.asynchttpclient.uri.Uri;

/** {@code sendRequest(Request, AsyncHandler, NettyResponseFuture)}. */
public final class SendInterception implements Interceptor {
  private static final String CLIENT = "async-http-client";
  private static final Seam SEAM = Seam.of(CLIENT);

  private final Internals internals = new Internals();

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws ReflectiveOperationException {
    CallTaker taker = SEAM.taker();
    if (!(arguments[0] instanceof Request asked)) {
      return Outcome.ORIGINAL;
    }
    boolean bridged = asked.getHeaders().contains(LoopbackBridge.HEADER);
    if (bridged && asked.getAddress() != null) {
      return Outcome.ORIGINAL; // another attempt at the same: the header says so
    }
    Request request = bridged ? BridgedRequest.restored(asked) : asked;
    Request instead = taker == null ? null : bridged(taker, request, internals.config(self));
    if (instead == null) {
      return bridged
          ? new Outcome.OriginalWith(request, arguments[1], arguments[2])
          : Outcome.ORIGINAL;
    }
    return new Outcome.OriginalWith(instead, arguments[1], arguments[2]);
  }

  /**
   * @return null when it has to go as it is
   */
  private Request bridged(CallTaker taker, Request request, AsyncHttpClientConfig config)
      throws ReflectiveOperationException {
    Uri uri = request.getUri();
    if (uri == null || uri.isWebSocket()) {
      return null;
    }
    Target target = Target.of(uri.getScheme(), uri.getHost(), uri.getPort());
    if (!LoopbackBridge.concerns(taker, target, uri.getPath())) {
      return null;
    }
    if (LoopbackBridge.leaves(
        taker, CLIENT, "AsyncHttpClient", ClientWay.of(request, config, internals))) {
      return null;
    }
    String reason = reasonAgainst(request, config);
    if (reason != null) {
      LoopbackBridge.passesThrough(taker, CLIENT, reason);
      return null;
    }
    Detour detour =
        LoopbackBridge.detour(
            taker,
            new BridgedCall(
                CLIENT,
                request.getMethod(),
                target,
                uri.getPath(),
                internals.timeout(request, config)),
            null);
    if (detour == null) {
      return null;
    }
    Request led = BridgedRequest.of(request, target, detour);
    if (!led.getUri().toRelativeUrl().equals(uri.toRelativeUrl())) {
      LoopbackBridge.passesThrough(taker, CLIENT, "it encodes URLs in a way of its own");
      return null;
    }
    return led;
  }

  private String reasonAgainst(Request request, AsyncHttpClientConfig config)
      throws ReflectiveOperationException {
    if (internals.speaksHttp2InClear(config)) {
      return "it speaks HTTP/2 where there is no TLS, which the bridge does not";
    }
    Realm realm = request.getRealm() == null ? config.getRealm() : request.getRealm();
    if (realm != null && realm.getScheme() != Realm.AuthScheme.BASIC) {
      return "it authenticates other than with Basic";
    }
    return null;
  }
}
