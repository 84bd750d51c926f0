package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static customerio.agent.instrumentation.jdk.Interceptions.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a client of JDK 21 and newer says about itself when it is closed. */
class ClosedClientTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void callAfterShutdown_isTheClientsToRefuse() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    assertThat(new ShutdownInterceptor().intercept(client, new Object[0]))
        .isSameAs(Outcome.ORIGINAL);

    assertThat(send(taker, client, request(), BodyHandlers.ofString())).isSameAs(Outcome.ORIGINAL);
    assertThat(taker.events).isEmpty();
  }

  @Test
  void otherClients_goOn() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    new ShutdownInterceptor().intercept(HttpClient.newHttpClient(), new Object[0]);

    assertThat(send(taker, client, request(), BodyHandlers.ofString()))
        .isInstanceOf(Outcome.Answer.class);
  }

  @Test
  void shutdown_letsCallsUnderWayEnd() {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> response = relayed(exchange);

    new ShutdownInterceptor().intercept(client, new Object[0]);
    exchange.complete(ScriptedTaker.REPLY);

    assertThat(response.join().statusCode()).isEqualTo(200);
  }

  @Test
  void shutdownNow_endsThem() {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> response = relayed(exchange);

    new ShutdownInterceptor.Now().intercept(client, new Object[0]);

    assertThatThrownBy(response::join)
        .cause()
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("shutdownNow");
    assertThat(exchange).isCancelled();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void shutdown_waitsForTheOriginalsOfCallsThatWereBegun() throws Exception {
    HeldExecutor executor = new HeldExecutor();
    try (LoopbackServer server = new LoopbackServer()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri()).PUT(Bodies.once("{}")).build();
      CompletableFuture<HttpResponse<String>> response =
          sendAsync(ScriptedTaker.passing(), client, request, BodyHandlers.ofString(), executor);

      shutdown();
      executor.runAll();

      assertThat(response.get().statusCode()).isEqualTo(201);
      assertThat(isTerminated()).isTrue();
    }
  }

  /** Which may go on to wait for the end of the client, in its callback. */
  @Test
  void shutdown_byWhoHearsOfTheLastCall_isNow() {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    CompletableFuture<Outcome> shutdown =
        relayed(exchange)
            .thenApply(response -> new ShutdownInterceptor().intercept(client, new Object[0]));

    exchange.complete(ScriptedTaker.REPLY);

    assertThat(shutdown.join()).isSameAs(Outcome.ORIGINAL);
  }

  /** Of the JDK, which would take it as long as it waits for ours. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void callToAnotherHost_afterAShutdownThatWaits_isRefused() throws Exception {
    relayed(new CompletableFuture<>());
    shutdown();

    CompletableFuture<HttpResponse<String>> late =
        future(
            send(
                ScriptedTaker.accepting().claimingNothing(),
                client,
                request(),
                BodyHandlers.ofString()));

    assertThatThrownBy(late::get)
        .cause()
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  /** As the woven method does. */
  private void shutdown() throws ReflectiveOperationException {
    if (new ShutdownInterceptor().intercept(client, new Object[0]) == Outcome.ORIGINAL) {
      HttpClient.class.getMethod("shutdown").invoke(client); // since 21
    }
  }

  private boolean isTerminated() throws ReflectiveOperationException {
    return (boolean)
        HttpClient.class
            .getMethod("awaitTermination", Duration.class)
            .invoke(client, Duration.ofSeconds(60));
  }

  private CompletableFuture<HttpResponse<String>> relayed(CompletableFuture<Reply> exchange) {
    return future(
        send(ScriptedTaker.relaying(exchange), client, request(), BodyHandlers.ofString()));
  }
}
