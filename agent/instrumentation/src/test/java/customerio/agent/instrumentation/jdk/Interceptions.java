package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.Interception;
import customerio.agent.instrumentation.weaving.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Calls the interceptor as the woven method does. */
final class Interceptions {
  static final URI TRACK = URI.create("https://track.customer.io/api/v1/customers/a%40b.c?x=1");

  private Interceptions() {}

  static HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(TRACK).PUT(body);
  }

  static HttpRequest request() {
    return request(BodyPublishers.ofString("{\"plan\":\"pro\"}")).build();
  }

  /** As called by {@code send}. */
  static Outcome send(
      ScriptedTaker taker, HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    return intercept(taker, client, request, handler, null);
  }

  /** As called by {@code sendAsync}. */
  static <T> CompletableFuture<HttpResponse<T>> sendAsync(
      ScriptedTaker taker,
      HttpClient client,
      HttpRequest request,
      BodyHandler<T> handler,
      Executor executor) {
    return future(intercept(taker, client, request, handler, executor));
  }

  static Outcome intercept(
      ScriptedTaker taker,
      HttpClient client,
      HttpRequest request,
      BodyHandler<?> handler,
      Executor executor) {
    Interception.install(taker);
    try {
      return new SendInterceptor()
          .intercept(client, new Object[] {request, handler, null, executor});
    } finally {
      Interception.install(null);
    }
  }

  @SuppressWarnings("unchecked") // by the handler's type
  static <T> CompletableFuture<HttpResponse<T>> future(Outcome outcome) {
    return (CompletableFuture<HttpResponse<T>>) ((Outcome.Answer) outcome).value();
  }

  /** What the original method would have been given as its request. */
  static HttpRequest original(Outcome outcome) {
    return (HttpRequest) ((Outcome.OriginalWith) outcome).arguments()[0];
  }
}
