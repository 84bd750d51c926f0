package customerio.tests.differential.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** Vert.x's own client; also takes down what it says of the URL and of the connection. */
public final class VertxHttpClientCaller extends VertxClientCaller {
  private final Notes notes = new Notes();
  private final HttpClient client;
  private volatile HttpClientRequest underway;

  public VertxHttpClientCaller() throws ReflectiveOperationException {
    // 4 and 5 return other types
    client = (HttpClient) Vertx.class.getMethod("createHttpClient").invoke(Vertx.vertx());
  }

  @Override
  public String title() {
    return "Vert.x HttpClient";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return call(ask, request -> sent(request, ask));
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    Ask expecting =
        ask.header("Expect", "100-continue")
            .header("Content-Length", String.valueOf(ask.body().length));
    return call(
        expecting,
        request -> {
          Promise<HttpClientResponse> answer = Promise.promise();
          request.response().onComplete(answer::handle);
          request.continueHandler(
              go -> {
                notes.add("may go on");
                request.end(Buffer.buffer(ask.body()));
              });
          request.sendHead();
          return answer.future();
        });
  }

  private interface Sending {
    Future<HttpClientResponse> of(HttpClientRequest request);
  }

  private Seen call(Ask ask, Sending sending) throws Exception {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(ask.method()))
            .setAbsoluteURI(ask.url())
            .setFollowRedirects(true);
    ask.headers().forEach(options::putHeader);
    if (ask.readTimeoutMillis() > 0) {
      options.setTimeout(ask.readTimeoutMillis());
    }
    return awaited(
        client
            .request(options)
            .compose(
                request -> {
                  underway = request;
                  notes.add(
                      "asks "
                          + request.absoluteURI()
                          + " on "
                          + request.connection().remoteAddress());
                  // at once: what arrives before anybody asks for it is dropped
                  return sending.of(request).compose(this::read);
                }));
  }

  private Future<Seen> read(HttpClientResponse response) {
    notes.add("hears of " + response.request().absoluteURI());
    return response.body().map(body -> seen(response, body));
  }

  private static Future<HttpClientResponse> sent(HttpClientRequest request, Ask ask) {
    if (ask.body() == null) {
      return request.send();
    }
    Buffer body = Buffer.buffer(ask.body());
    return switch (ask.framing()) {
      case BUFFERED -> request.send(body);
      case ONE_SHOT -> {
        request.putHeader("Content-Length", String.valueOf(ask.body().length));
        yield inTwo(request, body);
      }
      case CHUNKED -> inTwo(request.setChunked(true), body);
    };
  }

  private static Future<HttpClientResponse> inTwo(HttpClientRequest request, Buffer body) {
    int half = body.length() / 2;
    request.write(body.getBuffer(0, half));
    request.end(body.getBuffer(half, body.length()));
    return request.response();
  }

  private static Seen seen(HttpClientResponse response, Buffer body) {
    return new Seen(response.statusCode(), HeaderLines.of(response.headers()), body.toString());
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    try {
      // a boolean in 4, a future in 5
      HttpClientRequest.class.getMethod("reset").invoke(underway);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> notes() {
    return notes.taken();
  }
}
