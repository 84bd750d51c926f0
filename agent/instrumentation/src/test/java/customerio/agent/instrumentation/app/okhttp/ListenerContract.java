package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** The application's event listeners. */
public final class ListenerContract extends OkHttpContract {
  @Test
  public void listener_hearsAllButTheConnection() throws IOException {
    assertSameIsHeard(put());
  }

  /** OkHttp says that it waits for a 100 Continue as it says that it waits for an answer. */
  @Test
  public void listener_hearsOfTheWaitForAContinue() throws IOException {
    assertSameIsHeard(put().newBuilder().header("Expect", "100-continue").build());
  }

  private void assertSameIsHeard(Request request) throws IOException {
    ListenerLog alone = new ListenerLog();
    client.eventListener(alone);
    call(request);
    assertServerGot(BODY);
    List<Function<ScriptedTaker, Takeover>> scripts =
        List.of(
            ScriptedTaker.accept(FROM_SERVER),
            ScriptedTaker.relay(CompletableFuture.completedFuture(FROM_SERVER)));
    for (Function<ScriptedTaker, Takeover> takeover : scripts) {
      ListenerLog log = new ListenerLog();
      client.eventListener(log);
      script(takeover);
      call(request);
      taker.close();

      assertThat(log.events).isEqualTo(alone.events).contains("callEnd");
    }
    assertServerGot(BODY);
  }

  /** Up to 3.13 the call has then a connection to end with, and so two who could tell its end. */
  @Test
  public void answerAfterAChallengeThatPassed_endsTheCallOnce() throws IOException {
    Reply challenge =
        new Reply(401, Headers.of("WWW-Authenticate", "Basic realm=\"shop\""), new byte[] {'{'});
    client.authenticator(
        (route, response) ->
            response.request().newBuilder().header("Authorization", "Basic c2l0ZTpr").build());
    try (LoopbackStub shop =
        new LoopbackStub(
            received ->
                received.headers().first("Authorization") == null ? challenge : FROM_SERVER)) {
      Request bare = new Request.Builder().url(shop.url(PATH)).put(put().body()).build();
      ListenerLog alone = new ListenerLog();
      client.eventListener(alone);
      call(bare);
      ListenerLog log = new ListenerLog();
      client.eventListener(log);
      taker =
          ScriptedTaker.on(
              shop.port(),
              asked ->
                  (asked.requests.size() == 1
                          ? ScriptedTaker.pass()
                          : ScriptedTaker.accept(FROM_SERVER))
                      .apply(asked));
      call(bare);

      assertThat(taker.commits).hasValue(1);
      assertThat(log.events).isEqualTo(alone.events).containsOnlyOnce("callEnd");
    }
  }

  @Test
  public void listenerThatThrows_undoesNothing() throws IOException {
    script(ScriptedTaker.accept(QUEUED));
    client.eventListener(
        new okhttp3.EventListener() {
          @Override
          public void responseHeadersEnd(Call call, Response response) {
            throw new IllegalStateException("listener");
          }
        });

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }
}
