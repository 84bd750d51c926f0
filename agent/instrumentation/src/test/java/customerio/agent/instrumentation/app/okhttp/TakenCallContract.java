package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Which calls are offered to the engine, as what, and what a taken one returns. */
public final class TakenCallContract extends OkHttpContract {
  @Test
  public void accepted_nothingIsSent() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    try (Response response = client.build().newCall(put()).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.message()).isEqualTo("OK");
      assertThat(response.protocol()).isEqualTo(Protocol.HTTP_1_1);
      assertThat(response.handshake()).isNull();
      assertThat(response.header("X-Customerio-Agent")).isEqualTo("queued; id=1");
      assertThat(response.body().contentType()).isEqualTo(MediaType.parse("application/json"));
      assertThat(response.body().contentLength()).isEqualTo(2);
      assertThat(response.body().string()).isEqualTo("{}");
      assertThat(response.networkResponse()).isNotNull();
      assertThat(response.receivedResponseAtMillis())
          .isGreaterThanOrEqualTo(response.sentRequestAtMillis())
          .isPositive();
    }
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void captured_asItWouldGoOnTheWire() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(put());

    CapturedRequest captured = capturedPut();
    assertThat(captured.headers().first("Content-Type"))
        .isEqualTo("application/json; charset=utf-8");
    assertThat(captured.headers().first("Content-Length")).isEqualTo("17");
    assertThat(captured.headers().first("Host")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(captured.headers().first("User-Agent")).startsWith("okhttp/");
  }

  @Test
  public void enqueued_callbackGetsTheAnswer() throws Exception {
    script(ScriptedTaker.accept(QUEUED));
    CompletableFuture<String> answer = new CompletableFuture<>();
    client
        .build()
        .newCall(put())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                answer.complete(response.body().string());
              }
            });

    assertThat(answer.get()).isEqualTo("{}");
    assertThat(server.received).isEmpty();
  }

  @Test
  public void withoutBody_isTakenToo() throws IOException {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(call(request().delete(null).build())).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).isEmpty();
  }

  @Test
  public void refusal_isAnOrdinaryResponse() throws IOException {
    script(ScriptedTaker.accept(LoopbackStub.json(400, "{\"meta\":{}}")));
    try (Response response = client.build().newCall(put()).execute()) {
      assertThat(response.code()).isEqualTo(400);
      assertThat(response.message()).isEqualTo("Bad Request");
      assertThat(response.body().string()).isEqualTo("{\"meta\":{}}");
    }
  }

  @Test
  public void headAndOptions_areNotTaken() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    call(request().head().build());
    call(request().method("OPTIONS", null).build());

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void foreignHost_isNotTouched() throws IOException {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(call(put())).isEqualTo("{\"from\":\"server\"}");
    assertThat(taker.requests).isEmpty();
  }
}
