package customerio.tests.differential.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** The client of Vert.x Web. */
public final class VertxCaller extends VertxClientCaller {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client;

  public VertxCaller() {
    this(new WebClientOptions());
  }

  public VertxCaller(WebClientOptions options) {
    client = WebClient.create(vertx, options);
  }

  @Override
  public String title() {
    return "Vert.x WebClient";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    HttpRequest<Buffer> request =
        client.requestAbs(HttpMethod.valueOf(ask.method()), ask.url()).followRedirects(true);
    ask.headers().forEach(request::putHeader);
    if (ask.readTimeoutMillis() > 0) {
      request.timeout(ask.readTimeoutMillis());
    }
    return awaited(sent(request, ask).map(VertxCaller::seen));
  }

  private Future<HttpResponse<Buffer>> sent(HttpRequest<Buffer> request, Ask ask) {
    if (ask.body() == null) {
      return request.send();
    }
    return switch (ask.framing()) {
      case BUFFERED -> request.sendBuffer(Buffer.buffer(ask.body()));
      case ONE_SHOT -> {
        request.putHeader("Content-Length", String.valueOf(ask.body().length));
        yield request.sendStream(new VertxPieces(vertx, ask.body()));
      }
      case CHUNKED -> request.sendStream(new VertxPieces(vertx, ask.body()));
    };
  }

  private static Seen seen(HttpResponse<Buffer> response) {
    String body = response.bodyAsString();
    return new Seen(
        response.statusCode(), HeaderLines.of(response.headers()), body == null ? "" : body);
  }
}
