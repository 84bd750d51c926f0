package customerio.agent.instrumentation.app.asynchttpclient;

import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.uri.Uri;

/**
 * A request as it is sent over the bridge. This client takes from the URL alone whether it speaks
 * TLS and to which port, so these two change; the host stays, and the address beside it is used.
 */
final class BridgedRequest {

  private BridgedRequest() {}

  static Request of(Request request, Target target, Detour detour) {
    RequestBuilder led =
        request.toBuilder()
            .setUri(moved(request.getUri(), "http", detour.address().getPort()))
            .setAddress(detour.address().getAddress())
            .setHeader(LoopbackBridge.HEADER, detour.value());
    if (request.getVirtualHost() == null) {
      led.setVirtualHost(target.authority());
    }
    return led.build();
  }

  /**
   * What follows a redirect has the headers of the bridged request, and a URL that was resolved
   * against the bridge's if it was relative.
   */
  static Request restored(Request request) {
    Target target = LoopbackBridge.target(request.getHeaders().get(LoopbackBridge.HEADER));
    Uri uri = request.getUri();
    RequestBuilder restored = request.toBuilder();
    restored.setHeaders(request.getHeaders().copy().remove(LoopbackBridge.HEADER));
    if (target != null
        && uri.getHost().equals(target.host())
        && LoopbackBridge.isPort(uri.getPort())) {
      restored.setUri(moved(uri, target.scheme(), target.port()));
    }
    return restored.build();
  }

  private static Uri moved(Uri uri, String scheme, int port) {
    return new Uri(
        scheme,
        uri.getUserInfo(),
        uri.getHost(),
        port,
        uri.getPath(),
        uri.getQuery(),
        uri.getFragment());
  }
}
