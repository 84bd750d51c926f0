package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The request as the JDK would have sent it, with what the client's own parts would have added. */
final class RequestCapture {

  private RequestCapture() {}

  /**
   * Asks the client's cookie handler and authenticator, which are code of the application.
   *
   * @throws IOException from the cookie handler
   */
  static CapturedRequest capture(HttpClient client, HttpRequest request, byte[] body)
      throws IOException {
    URI uri = request.uri();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getRawPath();
    return new CapturedRequest(
        request.method(),
        scheme,
        uri.getHost(),
        port(uri, scheme),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        headers(client, request),
        body);
  }

  /** The port of the connection. */
  private static int port(URI uri, String scheme) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return scheme.equals("https") ? 443 : 80;
  }

  private static Headers headers(HttpClient client, HttpRequest request) throws IOException {
    Map<String, List<String>> own = request.headers().map();
    List<Header> lines = new ArrayList<>();
    addAll(lines, own);
    if (request.headers().firstValue("User-Agent").isEmpty()) {
      lines.add(new Header("User-Agent", "Java-http-client/" + System.getProperty("java.version")));
    }
    if (client.cookieHandler().isPresent()) {
      CookieHandler cookies = client.cookieHandler().get();
      addAll(lines, cookies.get(request.uri(), own));
    }
    if (client.authenticator().isPresent()
        && request.headers().firstValue("Authorization").isEmpty()) {
      addCredentials(lines, client.authenticator().get(), request.uri());
    }
    return Headers.of(lines);
  }

  private static void addAll(List<Header> lines, Map<String, List<String>> more) {
    more.forEach((name, values) -> values.forEach(value -> lines.add(new Header(name, value))));
  }

  /**
   * The JDK would ask the authenticator after a 401, and remember what it said. There is no 401
   * without sending, so it is asked at once; the realm is unknown then.
   */
  private static void addCredentials(List<Header> lines, Authenticator authenticator, URI uri)
      throws MalformedURLException {
    PasswordAuthentication credentials =
        authenticator.requestPasswordAuthenticationInstance(
            uri.getHost(),
            null,
            uri.getPort(),
            uri.getScheme(),
            "",
            "Basic",
            uri.toURL(),
            Authenticator.RequestorType.SERVER);
    if (credentials != null) {
      String pair = credentials.getUserName() + ':' + new String(credentials.getPassword());
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1));
      lines.add(new Header("Authorization", "Basic " + basic));
    }
  }
}
