package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.NothingSentException;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.http.entity.InputStreamEntity;
import org.junit.jupiter.api.Test;

/** A call the engine leaves, or fails at, runs as if there were no agent. */
public final class OriginalCallContract extends Apache4Contract {
  private final CountingExecutor executor = new CountingExecutor();

  @Test
  public void passed_originalRunsOnce() throws IOException {
    script(ScriptedTaker.pass());
    assertOriginalRuns();
    assertThat(executor.executions).as("not tried in memory before").isEqualTo(1);
  }

  @Test
  public void watched_originalRunsOnceAndTellsItsStatus() throws IOException {
    script(ScriptedTaker.watch());
    assertOriginalRuns();
    assertThat(taker.watched).containsExactly(200);
    assertThat(executor.executions).isEqualTo(1);
  }

  @Test
  public void commitRefused_originalRunsOnce() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void commitRefused_executorThatMakesUpForItCannotLoseTheCall() throws IOException {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    executor.hidesFailures = true;
    assertOriginalRuns();
  }

  @Test
  public void takeFails_originalRunsOnce() throws IOException {
    script(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertOriginalRuns();
    assertThat(taker.suppressed)
        .containsExactly(
            ExecInterception.class.getName() + ": java.lang.IllegalStateException: broken");
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
    assertThat(taker.suppressed)
        .containsExactly("apache4: java.lang.IllegalStateException: broken");
  }

  @Test
  public void relayThatSentNothing_originalRunsOnce() throws IOException {
    script(
        ScriptedTaker.relay(CompletableFuture.failedFuture(new NothingSentException("no", null))));
    assertOriginalRuns();
  }

  @Test
  public void executorThatFails_failsAsItDoes() {
    script(ScriptedTaker.accept(QUEUED));
    executor.failure = new IllegalStateException("no permission to call");
    builder.setRequestExecutor(executor);

    assertThat(failureOf(put())).isSameAs(executor.failure);
    assertThat(taker.commits).hasValue(0);
    assertThat(server.received).isEmpty();
  }

  private void assertOriginalRuns() throws IOException {
    builder.setRequestExecutor(executor);
    byte[] once = BODY.getBytes(StandardCharsets.UTF_8);

    assertThat(call(put(new InputStreamEntity(new ByteArrayInputStream(once), once.length))))
        .isEqualTo(SERVER_SAYS);
    assertServerGot(BODY);
    assertThat(server.received.get(0).target()).isEqualTo(PATH);
    assertThat(server.received.get(0).headers().first("Content-length")).isEqualTo("17");
    assertThat(taker.requests).hasSize(1);
  }
}
