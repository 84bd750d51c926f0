package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpCookie;

/** A request as the client below would have put it on the wire. */
final class WireView {

  private WireView() {}

  static CapturedRequest of(CapturingRequest request, NativeClient client, byte[] body) {
    URI uri = request.getURI();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getRawPath();
    return new CapturedRequest(
        request.getMethod().name(),
        scheme,
        uri.getHost(),
        port(uri, scheme),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        headers(request, client),
        body);
  }

  /** The port of the connection. */
  private static int port(URI uri, String scheme) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return scheme.equals("https") ? 443 : 80;
  }

  private static Headers headers(CapturingRequest request, NativeClient client) {
    List<Header> lines = new ArrayList<>();
    request
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> lines.add(new Header(name, value))));
    lines.addAll(client.addedTo(request.getHeaders()));
    StringBuilder cookies = new StringBuilder();
    for (List<HttpCookie> ofName : request.getCookies().values()) {
      for (HttpCookie cookie : ofName) {
        cookies.append(cookies.length() == 0 ? "" : "; ");
        cookies.append(cookie.getName()).append('=').append(cookie.getValue());
      }
    }
    if (cookies.length() > 0) {
      lines.add(new Header("Cookie", cookies.toString()));
    }
    return Headers.of(lines);
  }
}
