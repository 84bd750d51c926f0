package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * What holds for every supported version, part by part. Run by {@link VertxVersionsTest}, in its
 * loaders. Sealed, so that it finds all parts there, and none can be forgotten.
 */
abstract sealed class VertxContract extends ScriptedCalls
    permits LeftAloneContract, TakenCallContract {
  static final String FROM_SERVER = "{\"from\":\"server\"}";

  private final Vertx vertx = Vertx.vertx();
  HttpClientOptions options = new HttpClientOptions();

  /** Vert.x closes one that nobody holds any more, and its calls with it. */
  private HttpClient client;

  /** Since 5.1 it can be a configuration; else null. */
  Object config;

  VertxContract() {
    super(LoopbackStub.json(200, FROM_SERVER));
  }

  @Override
  public void close() {
    vertx.close();
    super.close();
  }

  RequestOptions put() {
    return new RequestOptions().setMethod(HttpMethod.PUT).setAbsoluteURI(server.url(PATH));
  }

  HttpClient client() throws ReflectiveOperationException {
    Object from = config == null ? options : config;
    // 4 and 5 return other types
    client =
        (HttpClient) Vertx.class.getMethod("createHttpClient", from.getClass()).invoke(vertx, from);
    return client;
  }

  /** Waits for the answer's body. */
  String send(RequestOptions request) throws Exception {
    return client()
        .request(request)
        .compose(asked -> asked.send("{}").compose(answer -> answer.body()))
        .toCompletionStage()
        .toCompletableFuture()
        .get()
        .toString();
  }
}
