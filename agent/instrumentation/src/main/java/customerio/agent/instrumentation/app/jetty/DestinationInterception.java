package customerio.agent.instrumentation.app.jetty;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.bridge.BridgedCall;
import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.time.Duration;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpScheme;

/** {@code resolveDestination(Request)}. */
public final class DestinationInterception implements Interceptor {
  private static final String CLIENT = "jetty";
  private static final Seam SEAM = Seam.of(CLIENT);

  /**
   * Keeps the connections of one destination of the application apart from those of another.
   *
   * @param tag the application's own
   */
  private record Tag(Target target, Object tag) {}

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    if (!(arguments[0] instanceof Request request)) {
      return Outcome.ORIGINAL;
    }
    if (request.getHeaders().contains(LoopbackBridge.HEADER)) {
      // copied for a redirect or for an answer to a challenge, wherever that goes
      request.headers(headers -> headers.remove(LoopbackBridge.HEADER));
    }
    CallTaker taker = SEAM.taker();
    String path = request.getPath();
    if (taker == null || path == null || request.getHost() == null || !isHttp(request)) {
      return Outcome.ORIGINAL;
    }
    Target target = Target.of(request.getScheme(), request.getHost(), request.getPort());
    if (!LoopbackBridge.concerns(taker, target, path)) {
      return Outcome.ORIGINAL;
    }
    HttpClient client = (HttpClient) self;
    Origin origin = client.getTransport().newOrigin(request);
    String reason = BridgeFitness.reasonAgainst(request, origin);
    if (reason != null) {
      LoopbackBridge.passesThrough(taker, CLIENT, reason);
      return Outcome.ORIGINAL;
    }
    if (LoopbackBridge.leaves(taker, CLIENT, "Jetty", ClientWay.of(client, target))) {
      return Outcome.ORIGINAL;
    }
    BridgedCall call =
        new BridgedCall(CLIENT, request.getMethod(), target, path, timeout(client, request));
    Detour detour = LoopbackBridge.detour(taker, call, null);
    if (detour == null) {
      return Outcome.ORIGINAL;
    }
    Destination bridge = client.resolveDestination(bridge(detour, origin, target));
    request.headers(headers -> headers.put(LoopbackBridge.HEADER, detour.value()));
    return new Outcome.Answer(bridge);
  }

  private static boolean isHttp(Request request) {
    return HttpScheme.HTTP.is(request.getScheme()) || HttpScheme.HTTPS.is(request.getScheme());
  }

  private static Origin bridge(Detour detour, Origin original, Target target) {
    return new Origin(
        "http",
        new Origin.Address(
            detour.address().getAddress().getHostAddress(), detour.address().getPort()),
        new Tag(target, original.getTag()),
        original.getProtocol(),
        new ToTheBridge(detour.address()));
  }

  /** For the whole call, else for each silence in it. */
  private static Duration timeout(HttpClient client, Request request) {
    long millis = request.getTimeout();
    if (millis <= 0) {
      millis = request.getIdleTimeout() < 0 ? client.getIdleTimeout() : request.getIdleTimeout();
    }
    return millis > 0 ? Duration.ofMillis(millis) : null;
  }
}
