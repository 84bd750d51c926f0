package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every body handler of the JDK gets what it would get from a connection. */
class ReplyHandlingTest {
  private static final String BODY = "{\"ok\":true}";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void inMemory() {
    assertThat(body(BodyHandlers.ofString())).isEqualTo(BODY);
    assertThat(body(BodyHandlers.ofByteArray())).asString().isEqualTo(BODY);
    assertThat(body(BodyHandlers.discarding())).isNull();
    assertThat(body(BodyHandlers.replacing("other"))).isEqualTo("other");
    assertThat(body(BodyHandlers.buffering(BodyHandlers.ofString(), 4))).isEqualTo(BODY);
  }

  @Test
  void streaming() throws Exception {
    try (InputStream stream = body(BodyHandlers.ofInputStream());
        Stream<String> lines = body(BodyHandlers.ofLines())) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
      assertThat(lines).containsExactly(BODY);
    }
  }

  @Test
  void mappedOnTheThreadThatFeedsIt() {
    BodyHandler<String> handler =
        info ->
            BodySubscribers.mapping(
                BodySubscribers.ofInputStream(),
                stream -> {
                  try (stream) {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });

    assertThat(body(handler)).isEqualTo(BODY);
  }

  @Test
  void published() throws Exception {
    var publisher = body(BodyHandlers.ofPublisher());
    var subscriber = BodySubscribers.ofString(StandardCharsets.UTF_8);

    publisher.subscribe(subscriber);

    assertThat(subscriber.getBody().toCompletableFuture().join()).isEqualTo(BODY);
  }

  @Test
  void toFile() throws Exception {
    Path file = body(BodyHandlers.ofFile(directory.resolve("reply")));

    assertThat(Files.readString(file)).isEqualTo(BODY);
  }

  @Test
  void cookies_areKept() {
    CookieManager cookies = new CookieManager();
    HttpClient withCookies = HttpClient.newBuilder().cookieHandler(cookies).build();
    ScriptedTaker taker =
        ScriptedTaker.accepting(new Reply(200, Headers.of("Set-Cookie", "a=b"), new byte[0]));

    future(send(taker, withCookies, request(), BodyHandlers.discarding())).join();

    assertThat(cookies.getCookieStore().getCookies()).singleElement().hasToString("a=b");
  }

  private <T> T body(BodyHandler<T> handler) {
    return Interceptions.<T>future(send(ScriptedTaker.accepting(), client, request(), handler))
        .join()
        .body();
  }
}
