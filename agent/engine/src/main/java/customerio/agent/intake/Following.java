package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Mentions;
import customerio.agent.routing.Route;
import customerio.agent.routing.Router;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a call follow the person it is about. What follows is the same call, as if the application
 * had made it to the person's workspace with that workspace's credential; so queue, order, first
 * call and refused credential are no different.
 */
final class Following {
  private static final byte[] NO_BODY = {};

  private final Router router;
  private final CredentialVault credentials;

  /**
   * @param router null = no call is moved
   */
  Following(Router router, CredentialVault credentials) {
    this.router = router;
    this.credentials = credentials;
  }

  /** The call itself when it stays where it was called. */
  SynchronousCalls.Call follow(SynchronousCalls.Call call, Endpoint endpoint, int maxBodyBytes) {
    if (router == null) {
      return call;
    }
    long credential = call.credential(credentials);
    if (!router.serves(endpoint.api(), credential)) {
      return call;
    }
    byte[] body = PlainBody.of(call.request(), maxBodyBytes);
    // whom the path names is known whatever the body is
    Mentions mentions = Mentions.of(endpoint, call.target(), body == null ? NO_BODY : body);
    Route route = router.route(endpoint.api(), credential, mentions);
    boolean stays =
        route == null
            || route.region() == call.place().region()
                && credentials.learn(route.authorization()) == credential;
    return stays ? call : moved(call, route);
  }

  private SynchronousCalls.Call moved(SynchronousCalls.Call call, Route route) {
    Place place = new Place(call.place().api(), route.region(), call.place().pathPrefix());
    return new SynchronousCalls.Call(
        place,
        call.path(),
        withCredential(call.request(), route.authorization()),
        new StayingObservation(call.observation()),
        true);
  }

  private static CapturedRequest withCredential(CapturedRequest request, String authorization) {
    List<Header> lines = new ArrayList<>();
    for (Header line : request.headers()) {
      if (!line.name().equalsIgnoreCase("Authorization")) {
        lines.add(line);
      }
    }
    lines.add(new Header("Authorization", authorization));
    return new CapturedRequest(
        request.method(),
        request.scheme(),
        request.host(),
        request.port(),
        request.rawPath(),
        request.rawQuery(),
        Headers.of(lines),
        request.body());
  }
}
