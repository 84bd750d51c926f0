package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/** A relayed exchange ends as one of Reactor Netty would, and is never repeated. */
public final class RelayContract extends WebClientContract {
  private final CompletableFuture<Reply> exchange = new CompletableFuture<>();

  private void relay() {
    script(ScriptedTaker.relay(exchange));
  }

  @Test
  public void relayed_answerIsShown() {
    netty = netty.responseTimeout(Duration.ofMillis(1234));
    exchange.complete(QUEUED);
    relay();

    assertThat(body(put()).block()).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertThat(server.received).isEmpty();
  }

  /** Whether it is followed is the client's to say, below our seam. */
  @Test
  public void relayedRedirect_isTheClientsToFollow() throws Exception {
    Headers away = Headers.of("Location", server.url("/moved"));
    exchange.complete(new Reply(307, away, new byte[0]));
    relay();

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
  }

  @Test
  public void answeredByOurThread_operatorsRunOnTheLoop() throws Exception {
    relay();
    CompletableFuture<String> thread =
        put()
            .exchangeToMono(
                response -> reactor.core.publisher.Mono.just(Thread.currentThread().getName()))
            .toFuture();
    Thread ours = new Thread(() -> exchange.complete(QUEUED), "ours");
    ours.start();

    assertThat(thread.get()).startsWith("reactor-http-");
  }

  @Test
  public void timeout_isReactorNettys() {
    exchange.completeExceptionally(new SocketTimeoutException("10 s"));
    relay();

    assertThatThrownBy(() -> body(put()).block())
        .isInstanceOf(WebClientRequestException.class)
        .hasCauseInstanceOf(ReadTimeoutException.class);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void failure_isShownOnce() {
    IOException reset = new IOException("connection reset");
    exchange.completeExceptionally(reset);
    relay();

    assertThatThrownBy(() -> body(put()).block())
        .isInstanceOf(WebClientRequestException.class)
        .hasCause(reset);
    assertThat(taker.requests).hasSize(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void refusedForAnOutage_keepsItsType() {
    exchange.completeExceptionally(new CustomerioUnavailableException("down"));
    relay();

    assertThatThrownBy(() -> body(put()).block())
        .hasCauseInstanceOf(CustomerioUnavailableException.class);
  }

  @Test
  public void nothingSent_originalRuns() {
    exchange.completeExceptionally(new NothingSentException("refused", null));
    relay();

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void packedAnswer_isUnpackedWhereReactorNettyWouldHave() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(BODY.getBytes(StandardCharsets.UTF_8));
    }
    Headers headers =
        Headers.of(
            "Content-Type", "text/plain",
            "Content-Encoding", "gzip",
            "Content-Length", String.valueOf(packed.size()));
    exchange.complete(new Reply(200, headers, packed.toByteArray()));
    relay();

    ResponseEntity<byte[]> asItCame = put().retrieve().toEntity(byte[].class).block();
    assertThat(asItCame.getBody()).isEqualTo(packed.toByteArray());
    assertThat(asItCame.getHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");

    netty = netty.compress(true);
    ResponseEntity<String> unpacked = put().retrieve().toEntity(String.class).block();
    assertThat(unpacked.getBody()).isEqualTo(BODY);
    assertThat(unpacked.getHeaders().toSingleValueMap())
        .isEqualTo(Map.of("Content-Type", "text/plain"));
  }

  @Test
  public void unusableAnswer_isNotSentAgain() {
    exchange.complete(new Reply(20, Headers.NONE, new byte[0]));
    relay();

    assertThatThrownBy(() -> body(put()).block()).hasCauseInstanceOf(IOException.class);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void disposed_cancelsTheExchange() throws Exception {
    relay();
    Disposable call = body(put()).subscribe();
    taker.relaying.await();
    call.dispose();

    assertThat(exchange).isCancelled();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void timeoutOperator_cancelsTheExchange() throws Exception {
    relay();
    Sinks.Empty<Void> time = Sinks.empty();
    CompletableFuture<String> call = body(put()).timeout(time.asMono()).toFuture();
    taker.relaying.await();
    time.tryEmitEmpty();

    assertThatThrownBy(call::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(exchange).isCancelled();
  }
}
