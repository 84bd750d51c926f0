package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.original;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedTaker taker = ScriptedTaker.accepting();

  @Test
  void stream_isReadOnce() {
    AtomicBoolean opened = new AtomicBoolean();
    HttpRequest request =
        request(
                BodyPublishers.ofInputStream(
                    () -> {
                      assertThat(opened.getAndSet(true)).isFalse();
                      return new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8));
                    }))
            .build();

    send(taker, client, request, BodyHandlers.ofString());

    assertThat(taker.taken.get(0).body()).asString().isEqualTo("streamed");
  }

  @Test
  void writtenLaterByAnotherThread_blocksNobody() {
    SubmissionPublisher<ByteBuffer> writer = new SubmissionPublisher<>(Runnable::run, 8);
    HttpRequest request = request(BodyPublishers.fromPublisher(writer)).build();

    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request, BodyHandlers.ofString()));

    assertThat(response).isNotDone();
    writer.submit(ByteBuffer.wrap(new byte[] {'a'}));
    writer.submit(ByteBuffer.wrap(new byte[] {'b'}));
    writer.close();
    assertThat(response.join().statusCode()).isEqualTo(200);
    assertThat(taker.taken.get(0).body()).asString().isEqualTo("ab");
  }

  @Test
  void withoutBody_isEmpty() {
    HttpRequest get = HttpRequest.newBuilder(Interceptions.TRACK).GET().build();

    send(taker, client, get, BodyHandlers.ofString());

    assertThat(taker.taken.get(0).body()).isEmpty();
  }

  @Test
  void cancelWhileTheBodyIsAwaited_cancelsTheSubscription() {
    AtomicBoolean cancelled = new AtomicBoolean();
    HttpRequest request = request(Bodies.silent(cancelled)).build();
    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request, BodyHandlers.ofString()));

    response.cancel(true);

    assertThat(cancelled).isTrue();
    assertThat(taker.taken).isEmpty();
  }

  @Test
  void bodyThatNeverComes_meetsTheRequestsTimeout() {
    HttpRequest request =
        request(Bodies.silent(new AtomicBoolean())).timeout(Duration.ofMillis(1)).build();

    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request, BodyHandlers.ofString()));

    assertThatThrownBy(response::get).hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(taker.taken).isEmpty();
  }

  @Test
  void tooLongStream_goesOutWhole_fromTheOriginal() throws Exception {
    byte[] tooLong = randomBytes(2 << 20);
    try (LoopbackServer server = new LoopbackServer()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri())
              .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))
              .build();

      HttpRequest original = original(send(taker, client, request, BodyHandlers.discarding()));

      assertThat(client.send(original, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
      assertThat(server.bodies).singleElement().isEqualTo(tooLong);
      assertThat(taker.taken).isEmpty();
    }
  }

  @Test
  void tooLongStream_ofAnAsynchronousCall_goesOutWhole() throws Exception {
    byte[] tooLong = randomBytes(2 << 20);
    try (LoopbackServer server = new LoopbackServer()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri())
              .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))
              .build();

      CompletableFuture<HttpResponse<Void>> response =
          Interceptions.sendAsync(taker, client, request, BodyHandlers.discarding(), Runnable::run);

      assertThat(response.get().statusCode()).isEqualTo(201);
      assertThat(server.bodies).singleElement().isEqualTo(tooLong);
    }
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }
}
