package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Mentions;
import customerio.agent.customerio.PipelinesBatch;
import customerio.agent.customerio.Rules;
import customerio.agent.routing.Route;
import customerio.agent.routing.Router;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets a call follow the person it is about. What follows is the same call, as if the application
 * had made it to the person's workspace with that workspace's credential; so queue, order, first
 * call and refused credential are no different.
 */
final class Following {
  private static final byte[] NO_BODY = {};

  private final Router router;
  private final CredentialVault credentials;
  private final Rules rules;

  /**
   * @param router null = no call is moved
   */
  Following(Router router, CredentialVault credentials, Rules rules) {
    this.rules = rules;
    this.router = router;
    this.credentials = credentials;
  }

  /**
   * Where a call goes: the call itself when it stays where it was called; several parts when it is
   * a batch about people of several workspaces.
   *
   * @param observations one for each further part
   */
  List<SynchronousCalls.Call> follow(
      SynchronousCalls.Call call,
      Endpoint endpoint,
      int maxBodyBytes,
      Supplier<CallObservation> observations) {
    long credential = router == null ? CredentialVault.NONE : call.credential(credentials);
    if (router == null || !router.serves(endpoint.api(), credential)) {
      return List.of(call);
    }
    byte[] body = PlainBody.of(call.request(), maxBodyBytes);
    // whom the path names is known whatever the body is
    byte[] plain = body == null ? NO_BODY : body;
    boolean divisible =
        endpoint == Endpoint.PIPELINES_BATCH && PipelinesBatch.part(plain, item -> true) != null;
    Mentions mentions = Mentions.of(endpoint, call.target(), plain, rules);
    List<Route> routes =
        router.routes(endpoint.api(), credential, mentions, divisible).stream()
            .map(route -> isWhere(call, credential, route) ? null : route)
            .collect(Collectors.toList());
    Set<Route> different = new LinkedHashSet<>(routes);
    if (different.size() > 1) {
      return parts(call, plain, routes, different, observations);
    }
    Route route = routes.isEmpty() ? null : routes.get(0);
    return List.of(route == null ? call : moved(call, call.request(), route, call.observation()));
  }

  /** Each is a call of its own; none of them can fall back to the original, which is all of it. */
  private List<SynchronousCalls.Call> parts(
      SynchronousCalls.Call call,
      byte[] body,
      List<Route> routes,
      Set<Route> different,
      Supplier<CallObservation> observations) {
    List<SynchronousCalls.Call> parts = new ArrayList<>();
    for (Route route : different) {
      CapturedRequest part =
          withBody(
              call.request(),
              PipelinesBatch.part(body, item -> Objects.equals(routes.get(item), route)));
      parts.add(
          moved(call, part, route, parts.isEmpty() ? call.observation() : observations.get()));
    }
    return parts;
  }

  private boolean isWhere(SynchronousCalls.Call call, long credential, Route route) {
    return route == null
        || route.region() == call.place().region()
            && credentials.learn(route.authorization()) == credential;
  }

  /**
   * @param route null = where it was called
   */
  private static SynchronousCalls.Call moved(
      SynchronousCalls.Call call,
      CapturedRequest request,
      Route route,
      CallObservation observation) {
    Place called = call.place();
    return new SynchronousCalls.Call(
        route == null ? called : new Place(called.api(), route.region(), called.pathPrefix()),
        call.path(),
        route == null ? request : withCredential(request, route.authorization()),
        new StayingObservation(observation),
        true);
  }

  private static CapturedRequest withBody(CapturedRequest request, byte[] body) {
    return with(
        request,
        request.headers().lines().stream()
            .filter(line -> !line.name().equalsIgnoreCase("Content-Encoding"))
            .toList(),
        body);
  }

  private static CapturedRequest withCredential(CapturedRequest request, String authorization) {
    List<Header> lines = new ArrayList<>();
    for (Header line : request.headers()) {
      if (!line.name().equalsIgnoreCase("Authorization")) {
        lines.add(line);
      }
    }
    lines.add(new Header("Authorization", authorization));
    return with(request, lines, request.body());
  }

  private static CapturedRequest with(CapturedRequest request, List<Header> lines, byte[] body) {
    return new CapturedRequest(
        request.method(),
        request.scheme(),
        request.host(),
        request.port(),
        request.rawPath(),
        request.rawQuery(),
        Headers.of(lines),
        body);
  }
}
