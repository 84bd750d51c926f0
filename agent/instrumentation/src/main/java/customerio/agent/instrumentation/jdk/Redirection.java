package customerio.agent.instrumentation.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the JDK's client makes of a redirect: our seam lies above the filter that does it there. By
 * the rules of {@code HttpClient.Redirect}, and of that filter for what those leave open. After
 * this first step the JDK follows by itself.
 */
final class Redirection {
  /** Since the JDK's releases of 2025 they do not go to another server. */
  private static final Set<String> OF_THE_SERVER = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OF_THE_SERVER.addAll(Set.of("Authorization", "Cookie", "Origin", "Referer", "Host"));
  }

  private Redirection() {}

  /**
   * @param body of the request, once more
   * @return null when the application gets to see this answer
   * @throws RuntimeException as the JDK's, for an answer that leads nowhere
   */
  static HttpRequest of(
      HttpClient.Redirect policy, HttpRequest from, BodyPublisher body, NativeReply reply) {
    int status = reply.statusCode();
    if (policy == HttpClient.Redirect.NEVER
        || !(status >= 301 && status <= 303 || status == 307 || status == 308)) {
      return null;
    }
    URI target =
        from.uri()
            .resolve(
                reply
                    .headers()
                    .firstValue("Location")
                    .map(URI::create)
                    .orElseThrow(
                        () -> new UncheckedIOException(new IOException("Invalid redirection"))));
    if (policy == HttpClient.Redirect.NORMAL
        && !target.getScheme().equalsIgnoreCase(from.uri().getScheme())
        && !target.getScheme().equalsIgnoreCase("https")) {
      return null;
    }
    String method = method(status, from.method());
    boolean keepsBody = method.equals(from.method()) && status != 303;
    return HttpRequest.newBuilder(
            from,
            (name, value) -> isSameServer(from.uri(), target) || !OF_THE_SERVER.contains(name))
        .uri(target)
        .method(method, keepsBody ? body : BodyPublishers.noBody())
        .build();
  }

  private static String method(int status, String method) {
    return status == 303 || status < 303 && method.equals("POST") ? "GET" : method;
  }

  private static boolean isSameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getRawAuthority().equals(other.getRawAuthority());
  }
}
