package customerio.agent.instrumentation.jdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** The answer at the end of redirects, of which we have seen the first. */
record FollowedResponse<T>(HttpResponse<T> last, HttpResponse<T> first) implements HttpResponse<T> {

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.of(
        last.previousResponse()
            .<HttpResponse<T>>map(previous -> new FollowedResponse<>(previous, first))
            .orElse(first));
  }

  @Override
  public int statusCode() {
    return last.statusCode();
  }

  @Override
  public HttpRequest request() {
    return last.request();
  }

  @Override
  public HttpHeaders headers() {
    return last.headers();
  }

  @Override
  public T body() {
    return last.body();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return last.sslSession();
  }

  @Override
  public URI uri() {
    return last.uri();
  }

  @Override
  public HttpClient.Version version() {
    return last.version();
  }

  @Override
  public String toString() {
    return last.toString();
  }
}
