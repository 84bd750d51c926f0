package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** The application's event listeners. */
public final class ListenerContract extends OkHttpContract {
  @Test
  public void listener_hearsAllButTheConnection() throws IOException {
    ListenerLog alone = new ListenerLog();
    client.eventListener(alone);
    call(put());
    assertCallReaches(BODY);
    List<Function<ScriptedTaker, Takeover>> scripts =
        List.of(
            ScriptedTaker.accept(FROM_SERVER),
            ScriptedTaker.relay(CompletableFuture.completedFuture(FROM_SERVER)));
    for (Function<ScriptedTaker, Takeover> takeover : scripts) {
      ListenerLog log = new ListenerLog();
      client.eventListener(log);
      script(takeover);
      call(put());
      taker.close();

      assertThat(log.events).isEqualTo(alone.events).contains("callEnd");
    }
    assertCallReaches(BODY);
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
