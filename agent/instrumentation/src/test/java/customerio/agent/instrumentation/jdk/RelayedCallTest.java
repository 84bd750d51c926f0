package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static customerio.agent.instrumentation.jdk.Interceptions.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RelayedCallTest {
  private final HeldExecutor executor = new HeldExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(executor).build();
  private final CompletableFuture<Reply> exchange = new CompletableFuture<>();
  private final ScriptedTaker taker = ScriptedTaker.relaying(exchange);

  @Test
  void reply_isHandledOnTheClientsExecutor_notWhereTheExchangeCompletes() {
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), BodyHandlers.ofString()));

    exchange.complete(ScriptedTaker.REPLY);

    assertThat(response).isNotDone();
    executor.runAll();
    assertThat(response.join().body()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void timeoutOfTheRequest_isTheExchangesLimit() {
    HttpRequest limited = request(BodyPublishers.noBody()).timeout(Duration.ofSeconds(7)).build();

    send(taker, client, limited, BodyHandlers.ofString());

    assertThat(taker.timeouts).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void socketTimeout_isTheJdksOwnTimeout() {
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), BodyHandlers.ofString()));

    exchange.completeExceptionally(new SocketTimeoutException("Read timed out"));
    executor.runAll();

    assertThatThrownBy(response::get)
        .cause()
        .isExactlyInstanceOf(HttpTimeoutException.class)
        .hasMessage("request timed out");
  }

  @Test
  void otherFailure_isPassedOnRaw() {
    IOException failure = new IOException("connection reset");
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), BodyHandlers.ofString()));

    exchange.completeExceptionally(failure);
    executor.runAll();

    assertThatThrownBy(response::get).cause().isSameAs(failure);
  }

  @Test
  void nothingSent_runsTheOriginal_withTheSameBody() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      HttpClient real = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(server.uri()).PUT(Bodies.once("{}")).build();
      CompletableFuture<HttpResponse<Void>> response =
          future(send(taker, real, request, BodyHandlers.discarding()));

      exchange.completeExceptionally(new NothingSentException("no route", null));

      assertThat(response.get().statusCode()).isEqualTo(201);
      assertThat(server.bodies).singleElement().isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void cancel_abortsTheExchange_andReadsAsTheJdksSecondForm() {
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), BodyHandlers.ofString()));

    assertThat(response.cancel(true)).isTrue();

    assertThat(exchange).isCancelled();
    assertThat(response.isCancelled()).isFalse();
    assertThatThrownBy(response::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(response.cancel(true)).isFalse();
  }

  @Test
  void cancelledBeforeItsTurn_isNeverTaken() {
    ScriptedTaker accepting = ScriptedTaker.accepting();
    CompletableFuture<HttpResponse<String>> response =
        sendAsync(accepting, client, request(), BodyHandlers.ofString(), executor);

    response.cancel(true);
    executor.runAll();

    assertThat(accepting.events).doesNotContain("commit");
  }

  @Test
  void executorThatFails_keepsNoReplyBack() {
    HttpClient failing =
        HttpClient.newBuilder()
            .executor(
                task -> {
                  throw new IllegalStateException("closed");
                })
            .build();
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, failing, request(), BodyHandlers.ofString()));

    exchange.complete(ScriptedTaker.REPLY);

    assertThat(response).isCompletedWithValueMatching(reply -> reply.statusCode() == 200);
  }

  @Test
  void unreadableReply_fails_forNobodyMayWaitForEver() {
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), BodyHandlers.ofString()));

    exchange.complete(new Reply(200, Headers.of(List.of(new Header("", "no name"))), new byte[0]));
    executor.runAll();

    assertThatThrownBy(response::get).hasCauseInstanceOf(IOException.class);
    assertThat(taker.faults).hasSize(1);
  }
}
