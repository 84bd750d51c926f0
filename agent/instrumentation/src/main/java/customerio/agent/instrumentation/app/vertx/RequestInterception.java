package customerio.agent.instrumentation.app.vertx;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.bridge.BridgedCall;
import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.vertx.core.http.RequestOptions;

/** {@code request(RequestOptions)} and, in 4, {@code request(RequestOptions, Handler)}. */
public final class RequestInterception implements Interceptor {
  private static final String CLIENT = "vertx";
  private static final Seam SEAM = Seam.of(CLIENT);

  private final ClientSettings settings = ClientSettings.ofThisVersion();
  private final BridgedOptions bridged = new BridgedOptions();
  private final Timeouts timeouts = new Timeouts(settings);

  /**
   * @throws LinkageError this is another Vert.x than those we know
   */
  public RequestInterception() {
    // a connection to the bridge that would be encrypted comes to nothing
    BridgedConnection.requireItsHook();
  }

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws ReflectiveOperationException {
    if (!(arguments[0] instanceof RequestOptions asked) || bridged.isOnItsWay(asked)) {
      return Outcome.ORIGINAL;
    }
    RequestOptions request = bridged.restored(asked);
    CallTaker taker = SEAM.taker();
    RequestOptions instead = taker == null ? null : detoured(taker, self, request);
    if (instead == null) {
      instead = request;
    }
    if (instead == asked) {
      return Outcome.ORIGINAL;
    }
    Object[] changed = arguments.clone();
    changed[0] = instead;
    return new Outcome.OriginalWith(changed);
  }

  /**
   * @return null when it has to go as it is
   */
  private RequestOptions detoured(CallTaker taker, Object client, RequestOptions request)
      throws ReflectiveOperationException {
    String path = path(request.getURI());
    Destination destination = path == null ? null : Destination.of(request, client, settings);
    if (destination == null || !LoopbackBridge.concerns(taker, destination.target(), path)) {
      return null;
    }
    if (LoopbackBridge.leaves(
        taker, CLIENT, "Vert.x", settings.ownWay(client, request, destination))) {
      return null;
    }
    String reason = reasonAgainst(client, request);
    if (reason != null) {
      LoopbackBridge.passesThrough(taker, CLIENT, reason);
      return null;
    }
    BridgedCall call =
        new BridgedCall(
            CLIENT,
            // an interface in 4, a class in 5
            String.valueOf((Object) request.getMethod()),
            destination.target(),
            path,
            timeouts.of(client, request));
    Detour detour = LoopbackBridge.detour(taker, call, null);
    return detour == null ? null : bridged.of(request, destination.target(), detour);
  }

  /**
   * @return null when nothing is against the bridge
   */
  private String reasonAgainst(Object client, RequestOptions request)
      throws ReflectiveOperationException {
    if (settings.hasResolver(client)) {
      return "it has a resolver of its own";
    }
    return settings.prefersHttp11(client, request) ? null : "it does not ask for HTTP/1.1 first";
  }

  /**
   * @return null of a URI with a server of its own, as a proxy is asked
   */
  private static String path(String uri) {
    if (uri == null || !uri.startsWith("/")) {
      return null;
    }
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
