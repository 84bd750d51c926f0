package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A relayed exchange ends as one on a socket of OkHttp would, and is never repeated. */
public final class RelayContract extends OkHttpContract {
  @Test
  public void relayed_answerIsShown() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    client.readTimeout(1234, TimeUnit.MILLISECONDS);

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayTimesOut_asTheSocketWould() {
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));
    client.readTimeout(0, TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> call(put()))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("timeout");
    assertThat(taker.relayTimeout).isNull();
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayFails_nothingIsTriedAgain() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    Throwable seen = failureOf(client.build().newCall(put()));
    assertThat(seen).hasMessage("connection reset");
    assertThat(OkHttpInternals.RETRIES_FOREVER ? seen.getCause() : seen).isSameAs(reset);
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void relayRefused_keepsItsExceptionType() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new CustomerioUnavailableException("down"))));

    assertThatThrownBy(() -> call(put()))
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down");
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void relayAnswerUnusable_isNotSentAgain() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.completedFuture(
                new Reply(200, Headers.of("bad name\n", "x"), new byte[0]))));

    assertThatThrownBy(() -> call(put())).isInstanceOf(IOException.class);
    assertThat(server.received).isEmpty();
    assertThat(taker.requests).hasSize(1);
  }
}
