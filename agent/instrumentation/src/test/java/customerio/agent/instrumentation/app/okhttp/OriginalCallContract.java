package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call the engine leaves, or fails at, runs as if there were no agent. */
public final class OriginalCallContract extends OkHttpContract {
  @Test
  public void passed_originalRunsOnce() throws IOException {
    script(ScriptedTaker.pass());
    assertOriginalRuns();
  }

  @Test
  public void watched_originalRunsOnceAndTellsItsStatus() throws IOException {
    script(ScriptedTaker.watch());
    assertOriginalRuns();
    assertThat(taker.watched).containsExactly(200);
  }

  @Test
  public void commitRefused_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void takeFails_originalRunsOnce() throws IOException {
    script(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertOriginalRuns();
    assertThat(taker.suppressed).containsExactly("okhttp: java.lang.IllegalStateException: broken");
  }

  @Test
  public void replyCannotBeBuilt_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(new Reply(200, Headers.of("bad name\n", "x"), new byte[0])));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(0);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  public void relayThatSentNothing_originalRunsOnce() throws IOException {
    script(
        ScriptedTaker.relay(CompletableFuture.failedFuture(new NothingSentException("no", null))));
    assertOriginalRuns();
  }

  private void assertOriginalRuns() throws IOException {
    CountedBody body = new CountedBody(BODY.length());
    assertThat(call(request().put(body).build())).isEqualTo("{\"from\":\"server\"}");
    assertServerGot(BODY);
    assertThat(server.received.get(0).target()).isEqualTo(PATH);
    assertThat(server.received.get(0).headers().first("Content-length")).isEqualTo("17");
    assertThat(body.written).as("bodies that are written once only survive").hasValue(1);
    assertThat(taker.requests).hasSize(1);
  }
}
