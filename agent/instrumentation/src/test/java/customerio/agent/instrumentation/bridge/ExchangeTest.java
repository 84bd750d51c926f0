package customerio.agent.instrumentation.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request that was let in. */
class ExchangeTest {
  private static final Reply QUEUED =
      new Reply(
          200,
          Headers.of(
              "Content-Type",
              "application/json",
              "content-LENGTH",
              "2",
              "X-Customerio-Agent",
              "queued; id=1"),
          "{}".getBytes(StandardCharsets.US_ASCII));

  private static final String QUEUED_TEXT =
      "HTTP/1.1 200 OK\nContent-Type: application/json\ncontent-LENGTH: 2\n"
          + "X-Customerio-Agent: queued; id=1\n{}";

  @Test
  void accepted_answeredFromMemory_asTheApplicationSentIt() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.accept(QUEUED));
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{\"a\":1}")).answer())
          .isEqualTo(QUEUED_TEXT);

      CapturedRequest request = fixture.taker.requests.get(0);
      assertThat(request.method()).isEqualTo("PUT");
      assertThat(request.scheme()).isEqualTo("http");
      assertThat(request.host()).isEqualTo("127.0.0.1");
      assertThat(request.port()).isEqualTo(fixture.origin.port());
      assertThat(request.target()).isEqualTo(BridgeFixture.PATH);
      assertThat(request.headers())
          .isEqualTo(
              Headers.of("Host", "track.customer.io", "X-Odd", "Spelling", "Content-Length", "7"));
      assertThat(new String(request.body(), StandardCharsets.US_ASCII)).isEqualTo("{\"a\":1}");
      assertThat(fixture.origin.received).isEmpty();
    }
  }

  @Test
  void severalRequests_oneConnection() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.accept(QUEUED));
        RawClient client = fixture.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
            .isEqualTo(QUEUED_TEXT);
      }
      assertThat(fixture.taker.commits).hasValue(3);
    }
  }

  @Test
  void call_countsUnderTheNameOfItsClient() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.accept(QUEUED));
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer();

      assertThat(fixture.clients).containsExactly("a-client");
    }
  }

  @Test
  void chunked_capturedWithoutItsFraming() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.accept(QUEUED));
        RawClient client = fixture.connect()) {
      client
          .send(
              BridgeFixture.request(
                  fixture.detour(null),
                  "Transfer-Encoding: chunked\r\n",
                  "3;x=y\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nTrailer: t\r\n\r\n"))
          .answer();

      CapturedRequest request = fixture.taker.requests.get(0);
      assertThat(new String(request.body(), StandardCharsets.US_ASCII)).isEqualTo("{\"a\":1}");
      assertThat(request.headers().contains("Transfer-Encoding")).isFalse();
    }
  }

  @Test
  void expectContinue_theBridgeSays100() throws IOException {
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.accept(QUEUED));
        RawClient client = fixture.connect()) {
      client.send(
          BridgeFixture.request(
              fixture.detour(null), "Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
      assertThat(client.answer()).isEqualTo("HTTP/1.1 100 Continue\n");

      assertThat(client.send("{}").answer()).isEqualTo(QUEUED_TEXT);
      assertThat(fixture.taker.requests.get(0).headers().contains("Expect")).isFalse();
    }
  }

  @Test
  void connectionResetBetweenAcceptAndAnswer_secondAttemptIsNoSecondOperation() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (BridgeFixture fixture =
            BridgeFixture.engine(
                ScriptedTaker.accept(
                    () -> QUEUED,
                    () -> {
                      committing.countDown();
                      await(gone);
                      return true;
                    }));
        RawClient first = fixture.connect();
        RawClient second = fixture.connect()) {
      Detour call = fixture.detour(null);
      first.send(BridgeFixture.put(call, "{}"));
      committing.await();
      first.reset();
      second.send(BridgeFixture.put(call, "{}"));
      gone.countDown();

      assertThat(second.answer()).isEqualTo(QUEUED_TEXT);
      assertThat(fixture.taker.commits).hasValue(1);
      assertThat(fixture.taker.requests).hasSize(1);
    }
  }

  @Test
  void relayed_answeredWhenCustomerioHas() throws IOException {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.relay(exchange));
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(Duration.ofSeconds(7)), "{}"));
      exchange.complete(QUEUED);

      assertThat(client.answer()).isEqualTo(QUEUED_TEXT);
      assertThat(fixture.taker.relayTimeout).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", ""})
  void relayedWithoutLength_hasNoneHere_connectionServesOn(String body) throws IOException {
    Reply chunked =
        new Reply(
            200,
            Headers.of("Content-Type", "application/json", "Connection", "close"),
            body.getBytes(StandardCharsets.US_ASCII));
    try (BridgeFixture fixture =
            BridgeFixture.engine(ScriptedTaker.relay(CompletableFuture.completedFuture(chunked)));
        RawClient client = fixture.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
            .isEqualTo(
                "HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n"
                    + body);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void relayedWithoutBody_hasNoFraming_connectionServesOn(int status) throws IOException {
    Reply empty = new Reply(status, Headers.of("ETag", "\"1\""), new byte[0]);
    try (BridgeFixture fixture =
            BridgeFixture.engine(ScriptedTaker.relay(CompletableFuture.completedFuture(empty)));
        RawClient client = fixture.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
            .isEqualTo("HTTP/1.1 " + status + ' ' + empty.reason() + "\nETag: \"1\"\n");
      }
    }
  }

  @Test
  void relayed_clientGivesUp_exchangeIsCancelled() throws Exception {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    CountDownLatch cancelled = new CountDownLatch(1);
    exchange.whenComplete((reply, failure) -> cancelled.countDown());
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.relay(exchange));
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(null), "{}"));
      fixture.taker.relaying.await();
      client.reset();
      cancelled.await();

      assertThat(exchange).isCancelled();
    }
  }

  @Test
  void relayed_timeoutOfTheClient_isLeftToTheClient() throws IOException {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    exchange.completeExceptionally(new SocketTimeoutException("late"));
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.relay(exchange));
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(Duration.ofMillis(1)), "{}"));
      client.finish();

      assertThat(client.answer()).isNull();
    }
  }

  @Test
  void relayed_outcomeUnknown_closedWithoutAnswer() throws IOException {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    exchange.completeExceptionally(new IOException("reset"));
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.relay(exchange));
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer()).isNull();
      assertThat(fixture.origin.received).isEmpty();
    }
  }

  @Test
  void relayed_nothingSent_originalRuns() throws IOException {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    exchange.completeExceptionally(new NothingSentException("no route", null));
    try (BridgeFixture fixture = BridgeFixture.engine(ScriptedTaker.relay(exchange));
        RawClient client = fixture.connect()) {
      assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
          .startsWith("HTTP/1.1 201 Created\n")
          .endsWith("{\"from\":\"origin\"}");
      assertThat(fixture.origin.received).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
