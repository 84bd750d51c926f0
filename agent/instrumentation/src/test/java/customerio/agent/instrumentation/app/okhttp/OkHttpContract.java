package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What holds for every supported version, part by part. Run by {@link OkHttpVersionsTest}, in its
 * loaders. Sealed, so that it finds all parts there, and none can be forgotten.
 */
abstract sealed class OkHttpContract implements AutoCloseable
    permits BodyContract,
        CallLayersContract,
        CancellingContract,
        InternalsContract,
        ListenerContract,
        NetworkInterceptorContract,
        OneShotBodyContract,
        OriginalCallContract,
        RelayContract,
        TakenCallContract {
  static final String BODY = "{\"email\":\"a@b.c\"}";
  static final String PATH = "/api/v1/customers/a%40b?x=1%202";
  static final MediaType JSON = MediaType.parse("application/json; charset=utf-8");
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));
  static final Reply FROM_SERVER = LoopbackStub.json(200, "{\"from\":\"server\"}");

  final LoopbackStub server = start();
  final OkHttpClient.Builder client = new OkHttpClient.Builder();
  ScriptedTaker taker;

  private static LoopbackStub start() {
    try {
      return LoopbackStub.answering(FROM_SERVER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    if (taker != null) {
      taker.close();
    }
  }

  void script(Function<ScriptedTaker, Takeover> script) {
    taker = ScriptedTaker.on(server.port(), script);
  }

  Request.Builder request() {
    return new Request.Builder().url(server.url(PATH)).header("Authorization", "Basic c2l0ZTpr");
  }

  Request put() {
    return request().put(RequestBody.create(JSON, BODY)).build();
  }

  String call(Request request) throws IOException {
    try (Response response = client.build().newCall(request).execute()) {
      return response.body().string();
    }
  }

  static Throwable failureOf(Call call) {
    try {
      call.execute().close();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  void assertCallReaches(String... bodies) {
    assertThat(bodiesReceived()).containsExactly(bodies);
  }

  private List<String> bodiesReceived() {
    return server.received.stream().map(LoopbackStub.Received::body).toList();
  }
}
