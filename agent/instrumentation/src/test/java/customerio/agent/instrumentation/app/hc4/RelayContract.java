package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.config.SocketConfig;
import org.junit.jupiter.api.Test;

/** A relayed exchange ends as one on a socket would, and is never repeated. */
public final class RelayContract extends Apache4Contract {
  @Test
  public void relayed_answerIsShown() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.relayTimeout).isNull();
    assertNothingConnected();
  }

  @Test
  public void timeoutOfTheRequest_holds() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    HttpPut put = put();
    put.setConfig(RequestConfig.custom().setSocketTimeout(1234).build());
    pool.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(77).build());

    call(put);
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  public void timeoutOfTheConnections_holdsWhereTheRequestHasNone() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    pool.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(77).build());

    call(put());
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(77));
  }

  @Test
  public void relayTimesOut_asTheSocketWould() {
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));

    assertThat(failureOf(put()))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Read timed out")
        .hasNoCause();
    assertAskedOnce();
  }

  @Test
  public void relayFails_theFailureIsShown() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    assertThat(failureOf(put())).isSameAs(reset);
    assertAskedOnce();
  }

  @Test
  public void relayWithoutEntityFails_theClientDoesNotRepeatIt() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    assertThat(failureOf(with(new HttpGet(server.url(PATH)))))
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("connection reset")
        .hasCause(reset);
    assertAskedOnce();
  }

  @Test
  public void relayThatFindsNobody_saysSo() {
    ConnectException refused = new ConnectException("refused");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(refused)));

    assertThat(failureOf(with(new HttpGet(server.url(PATH))))).isSameAs(refused);
    assertAskedOnce();
  }

  @Test
  public void relayRefused_keepsItsExceptionType() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new CustomerioUnavailableException("down"))));

    assertThat(failureOf(with(new HttpGet(server.url(PATH)))))
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down");
    assertAskedOnce();
  }

  @Test
  public void relayAnswerUnusable_isNotSentAgain() {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(new Reply(-1, null, null))));

    assertThat(failureOf(put())).isInstanceOf(IOException.class);
    assertAskedOnce();
  }

  private void assertAskedOnce() {
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }
}
