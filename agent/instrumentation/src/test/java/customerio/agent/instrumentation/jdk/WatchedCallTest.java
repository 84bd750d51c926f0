package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static customerio.agent.instrumentation.jdk.Interceptions.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.weaving.Outcome;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A call that is only watched runs natively, and its end is told. */
class WatchedCallTest {
  private final ScriptedTaker taker = ScriptedTaker.watching();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void send_runsWithTheOriginalArguments_andTellsTheStatusToTheHandler() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri()).PUT(Bodies.once("{}")).build();

      Outcome.OriginalWith original =
          (Outcome.OriginalWith) send(taker, client, request, BodyHandlers.ofString());
      HttpResponse<?> response =
          client.send(
              (HttpRequest) original.arguments()[0], (BodyHandler<?>) original.arguments()[1]);

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(server.bodies).containsExactly("{}".getBytes());
      assertThat(taker.events).containsExactly("origin", "take", "ended 201");
    }
  }

  @Test
  void sendAsync_tellsTheStatus() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri()).PUT(Bodies.once("{}")).build();

      HttpResponse<String> response =
          sendAsync(taker, client, request, BodyHandlers.ofString(), Runnable::run).get();

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(taker.events).containsExactly("origin", "take", "ended 201");
    }
  }

  @Test
  void sendAsync_thatFails_tellsThatThereWasNoAnswer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/"))
            .PUT(BodyPublishers.ofString("{}"))
            .build();

    assertThatThrownBy(
            sendAsync(taker, client, request, BodyHandlers.ofString(), Runnable::run)::get)
        .hasCauseInstanceOf(ConnectException.class);
    assertThat(taker.events).containsExactly("origin", "take", "ended 0");
  }
}
