package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** A relayed exchange ends as one on a connection would, and is never repeated. */
public final class ClassicRelayContract extends ClassicContract {

  @Test
  public void relayed_answerIsShown() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    HttpPut put = put();
    put.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(1234)).build());

    assertThat(call(put)).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertNothingSent();
    assertNoConnection();
  }

  @Test
  public void relayWaits_asLongAsASocketWould() throws IOException {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    connections.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(Timeout.ofMilliseconds(1234)).build());

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  public void relayWaits_asLongAsAConnectionWould() throws Exception {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    boolean isThere = setSocketTimeout(connections, Timeout.ofMilliseconds(1234));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(isThere ? Duration.ofMillis(1234) : null);
  }

  @Test
  public void relayTimesOut_asTheSocketWould() {
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));

    assertThat(failureOf(put()))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Read timed out");
    assertThat(taker.relayTimeout).isNull();
    assertThat(taker.requests).hasSize(1);
    assertNothingSent();
  }

  @Test
  public void relayFails_nothingIsTriedAgain() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    assertThat(failureOf(put()))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("connection reset")
        .hasCause(reset);
    assertThat(taker.requests).hasSize(1);
    assertNothingSent();
  }

  @Test
  public void relayRefused_keepsItsExceptionTypeAndIsNotTriedAgain() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new CustomerioUnavailableException("down"))));

    assertThat(failureOf(put()))
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down");
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void abort_endsAWaitingRelay() throws Exception {
    script(ScriptedTaker.relay(new CompletableFuture<>()));
    HttpPut put = put();
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread caller = new Thread(() -> seen.complete(failureOf(put)));
    caller.start();
    taker.relaying.await();
    put.abort();

    assertThat(seen.get())
        .isExactlyInstanceOf(RequestFailedException.class)
        .hasMessage("Request aborted");
    assertThat(taker.relayed).isCancelled();
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void interrupt_doesNotEndAWaitingRelay() throws Exception {
    assertThat(interruptedWhileRelayed(QUEUED, () -> call(put())))
        .isEqualTo("{}, interrupted: true");
  }

  @Test
  public void abortedBefore_failsAsEverAndIsNotTaken() {
    HttpPut put = put();
    put.abort();
    Throwable alone = failureOf(put);
    script(ScriptedTaker.accept(QUEUED));

    assertThat(failureOf(put)).hasSameClassAs(alone).hasMessage(alone.getMessage());
    assertThat(taker.requests).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void refusedForNow_isSubmittedAgainByTheClientsOwnStrategy() throws IOException {
    script(
        taker ->
            ScriptedTaker.accept(taker.requests.size() == 1 ? LoopbackStub.json(503, "{}") : QUEUED)
                .apply(taker));

    assertThat(call(put())).isEqualTo("{}");
    assertThat(taker.requests).hasSize(2);
    assertNothingSent();
  }
}
