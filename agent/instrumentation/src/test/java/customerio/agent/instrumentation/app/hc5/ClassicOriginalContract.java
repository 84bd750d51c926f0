package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.NothingSentException;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.junit.jupiter.api.Test;

/** A call the engine leaves, or fails at, runs as if there were no agent. */
public final class ClassicOriginalContract extends ClassicContract {

  @Test
  public void passed_originalRunsOnce() throws IOException {
    script(ScriptedTaker.pass());
    assertOriginalRuns();
  }

  @Test
  public void passed_connectionIsKeptForTheNext() throws IOException {
    script(ScriptedTaker.pass());
    call(put());
    call(put());

    assertServerGot(BODY, BODY);
    assertThat(connections.getTotalStats().getAvailable()).isEqualTo(1);
  }

  @Test
  public void watched_originalRunsOnceAndTellsItsStatus() throws IOException {
    script(ScriptedTaker.watch());
    assertOriginalRuns();
    assertThat(taker.watched).containsExactly(200);
  }

  @Test
  public void watched_failureIsTold() {
    script(ScriptedTaker.watch());
    server.close();

    assertThat(failureOf(put()))
        .isExactlyInstanceOf(HttpHostConnectException.class)
        .isInstanceOf(ConnectException.class);
    assertThat(taker.watched).containsExactly(0);
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
    assertThat(taker.suppressed)
        .containsExactly("apache5: java.lang.IllegalStateException: broken");
  }

  @Test
  public void replyCannotBeBuilt_originalRunsOnce() throws IOException {
    script(
        ScriptedTaker.accept(
            () -> {
              throw new IllegalStateException("broken");
            },
            () -> true));
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
    assertThat(call(put())).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(received().target()).isEqualTo(PATH);
    assertThat(received().headers().first("Content-length")).isEqualTo("17");
    assertThat(taker.requests).hasSize(1);
  }
}
