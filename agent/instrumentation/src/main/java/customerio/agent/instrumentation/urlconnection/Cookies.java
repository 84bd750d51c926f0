package customerio.agent.instrumentation.urlconnection;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * The application's cookie jar, if it has one; chosen when the connection is made, as in the JDK.
 */
final class Cookies {
  private final CookieHandler handler = CookieHandler.getDefault();

  /** Puts the jar's cookies before those that the application has set itself. */
  void addTo(RequestHeaders headers, URL url) throws IOException {
    URI uri = handler == null ? null : uri(url);
    if (uri == null) {
      return;
    }
    for (Map.Entry<String, List<String>> cookie : handler.get(uri, Map.of()).entrySet()) {
      String name = cookie.getKey();
      if (!"Cookie".equalsIgnoreCase(name) && !"Cookie2".equalsIgnoreCase(name)) {
        continue;
      }
      List<String> values = cookie.getValue();
      if (values != null && !values.isEmpty()) {
        String own = headers.first(name);
        String jar = String.join("; ", values);
        headers.set(name, own == null ? jar : jar + ';' + own);
      }
    }
  }

  void store(URL url, Map<String, List<String>> replyHeaders) throws IOException {
    URI uri = handler == null ? null : uri(url);
    if (uri != null) {
      handler.put(uri, replyHeaders);
    }
  }

  /** With a jar, the JDK hides cookies that scripts must not see; they are for the jar only. */
  boolean hides(String headerName, String value) {
    return handler != null
        && ("Set-Cookie".equalsIgnoreCase(headerName) || "Set-Cookie2".equalsIgnoreCase(headerName))
        && value.toLowerCase(java.util.Locale.ROOT).contains("httponly");
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      return null; // the JDK sends no cookies to such a place either
    }
  }
}
