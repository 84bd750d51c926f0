package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
abstract sealed class OkHttpContract extends ScriptedCalls
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
  static final MediaType JSON = MediaType.parse("application/json; charset=utf-8");
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));
  static final Reply FROM_SERVER = LoopbackStub.json(200, "{\"from\":\"server\"}");

  final OkHttpClient.Builder client = new OkHttpClient.Builder();

  OkHttpContract() {
    super(FROM_SERVER);
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
}
