package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

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

  private CompletableFuture<HttpResponse<String>> relayed(CompletableFuture<Reply> exchange) {
    return future(
        send(ScriptedTaker.relaying(exchange), client, request(), BodyHandlers.ofString()));
  }
}
