package customerio.agent.instrumentation.jdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response whose body the application's handler has made something of. */
record NativeResponse<T>(HttpRequest request, NativeReply reply, T body)
    implements HttpResponse<T> {

  @Override
  public int statusCode() {
    return reply.statusCode();
  }

  @Override
  public HttpHeaders headers() {
    return reply.headers();
  }

  @Override
  public HttpClient.Version version() {
    return reply.version();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  /** As the JDK's own: method and URL are the application's to log, not ours to hide. */
  @Override
  public String toString() {
    return "(" + request.method() + " " + request.uri() + ") " + statusCode();
  }
}
