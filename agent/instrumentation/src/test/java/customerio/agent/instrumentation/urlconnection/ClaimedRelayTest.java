package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A relayed exchange ends as one on a socket would, and is never repeated. */
class ClaimedRelayTest extends ClaimedConnectionFixture {
  @Test
  void relayTimesOut_asTheSocketWould() throws Exception {
    HttpURLConnection connection =
        open(
            ScriptedTaker.relay(
                CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));
    connection.setReadTimeout(1234);
    put(connection, BODY);

    assertThatThrownBy(connection::getResponseCode)
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Read timed out");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertThat(server.received).isEmpty();
  }

  @Test
  void relayFails_nothingIsSentAgain() throws Exception {
    IOException down = new CustomerioUnavailableException("down");
    HttpURLConnection connection = open(ScriptedTaker.relay(CompletableFuture.failedFuture(down)));
    put(connection, BODY);

    assertThatThrownBy(connection::getInputStream).isSameAs(down);
    assertThatThrownBy(connection::getInputStream)
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down")
        .hasCause(down);
    assertThat(taker.relayTimeout).isNull();
    assertThat(server.received).isEmpty();
  }

  @Test
  void disconnect_endsAWaitingRelay() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.relay(new CompletableFuture<>()));
    AtomicReference<Exception> seen = new AtomicReference<>();
    Thread caller = new Thread(() -> seen.set(failureOf(connection)));
    caller.start();
    taker.relaying.await();
    connection.disconnect();
    caller.join();

    assertThat(seen.get()).isExactlyInstanceOf(SocketException.class).hasMessage("Socket closed");
    assertThat(taker.relayed).isCancelled();
  }

  @Test
  void disconnect_endsARelayThatIsJustBeginning() throws Exception {
    AtomicReference<HttpURLConnection> connection = new AtomicReference<>();
    connection.set(
        open(
            scripted ->
                new Takeover.Relayed() {
                  @Override
                  public Reply exchange(Duration timeout) {
                    throw new AssertionError("blocking exchanges cannot be cancelled");
                  }

                  @Override
                  public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
                    connection.get().disconnect();
                    return new CompletableFuture<>();
                  }
                }));

    assertThat(failureOf(connection.get()))
        .isExactlyInstanceOf(SocketException.class)
        .hasMessage("Socket closed");
  }

  @Test
  void interrupt_doesNotEndAWaitingRelay() throws Exception {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    HttpURLConnection connection = open(ScriptedTaker.relay(exchange));
    AtomicReference<String> seen = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                String body = read(connection);
                seen.set(body + Thread.currentThread().isInterrupted());
              } catch (IOException e) {
                seen.set(e.toString());
              }
            });
    caller.start();
    taker.relaying.await();
    caller.interrupt();
    exchange.complete(QUEUED);
    caller.join();

    assertThat(seen).hasValue("{}true");
  }

  private static Exception failureOf(HttpURLConnection connection) {
    try {
      connection.getResponseCode();
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
