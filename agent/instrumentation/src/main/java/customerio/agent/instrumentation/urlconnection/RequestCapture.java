package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The request that the JDK would have written for what the application has set and written. */
final class RequestCapture {
  private static final String USER_AGENT = userAgent();

  private RequestCapture() {}

  /**
   * @param body null when no output was asked for
   * @param streamed the length was announced, or the body comes in chunks
   */
  static CapturedRequest of(
      HttpURLConnection connection,
      RequestHeaders set,
      Cookies cookies,
      Authenticator authenticator,
      byte[] body,
      boolean streamed)
      throws IOException {
    URL url = connection.getURL();
    String method = connection.getRequestMethod();
    RequestHeaders headers = set.copy();
    if (!connection.getUseCaches()) {
      headers.addIfAbsent("Cache-Control", "no-cache");
      headers.addIfAbsent("Pragma", "no-cache");
    }
    headers.addIfAbsent("User-Agent", USER_AGENT);
    headers.addIfAbsent("Host", hostHeader(url));
    headers.addIfAbsent("Accept", "*/*");
    addCredentials(headers, url, authenticator);
    if (!method.equals("PUT") && (body != null || streamed)) {
      headers.addIfAbsent("Content-type", "application/x-www-form-urlencoded");
    }
    cookies.addTo(headers, url);
    byte[] bytes = body == null ? new byte[0] : body;
    if (body != null) {
      headers.set("Content-Length", String.valueOf(bytes.length));
    }
    return new CapturedRequest(
        method,
        url.getProtocol(),
        url.getHost(),
        effectivePort(url),
        url.getPath().isEmpty() ? "/" : url.getPath(),
        url.getQuery(),
        Headers.of(headers.lines()),
        bytes);
  }

  static int effectivePort(URL url) {
    return url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
  }

  private static String hostHeader(URL url) {
    return url.getPort() == -1 || url.getPort() == url.getDefaultPort()
        ? url.getHost()
        : url.getHost() + ':' + url.getPort();
  }

  /**
   * The JDK asks the application's Authenticator only after a 401. We ask at once, without a realm:
   * a call without credentials could not be taken over. Who wants a realm answers null, and then
   * the original call goes through the usual challenge.
   */
  private static void addCredentials(RequestHeaders headers, URL url, Authenticator authenticator) {
    if (headers.contains("Authorization")) {
      return;
    }
    PasswordAuthentication known =
        Authenticator.requestPasswordAuthentication(
            authenticator,
            url.getHost(),
            null,
            effectivePort(url),
            url.getProtocol(),
            "",
            "Basic",
            url,
            Authenticator.RequestorType.SERVER);
    if (known != null) {
      String pair = known.getUserName() + ':' + new String(known.getPassword());
      headers.add(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  private static String userAgent() {
    String java = "Java/" + System.getProperty("java.version");
    String agent = System.getProperty("http.agent");
    return agent == null ? java : agent + ' ' + java;
  }
}
