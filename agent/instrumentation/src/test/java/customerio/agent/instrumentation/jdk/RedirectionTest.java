package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The seam lies above the filter by which the JDK follows redirects. */
class RedirectionTest {
  private static final byte[] MOVED = "moved".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "301, PUT, PUT, true",
    "301, POST, GET, false",
    "302, POST, GET, false",
    "302, DELETE, DELETE, true",
    "303, PUT, GET, false",
    "307, POST, POST, true",
    "308, PUT, PUT, true"
  })
  void redirect_isFollowedByTheRulesOfTheJdk(
      int status, String method, String next, boolean withBody) {
    HttpRequest followed =
        Redirection.of(
            Redirect.NORMAL,
            HttpRequest.newBuilder(Interceptions.TRACK)
                .method(method, BodyPublishers.ofString("{}"))
                .header("Authorization", "Basic x")
                .build(),
            BodyPublishers.ofString("{}"),
            moved(status, "/b?c"));

    assertThat(followed.uri()).hasToString("https://track.customer.io/b?c");
    assertThat(followed.method()).isEqualTo(next);
    assertThat(followed.bodyPublisher().orElseThrow().contentLength()).isEqualTo(withBody ? 2 : 0);
    assertThat(followed.headers().firstValue("Authorization")).contains("Basic x");
  }

  @Test
  void credential_staysWithItsServer() {
    HttpRequest followed =
        Redirection.of(
            Redirect.NORMAL,
            HttpRequest.newBuilder(Interceptions.TRACK)
                .header("Authorization", "Basic x")
                .header("X-Other", "y")
                .build(),
            BodyPublishers.noBody(),
            moved(302, "https://elsewhere.example/"));

    assertThat(followed.headers().map()).containsOnlyKeys("X-Other");
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER, 302, https://track.customer.io/b",
    "NORMAL, 302, http://track.customer.io/b",
    "ALWAYS, 300, https://track.customer.io/b",
    "ALWAYS, 304, https://track.customer.io/b",
    "ALWAYS, 305, https://track.customer.io/b",
    "ALWAYS, 200, https://track.customer.io/b"
  })
  void otherAnswers_areTheApplications(Redirect policy, int status, String location) {
    assertThat(Redirection.of(policy, request(), BodyPublishers.noBody(), moved(status, location)))
        .isNull();
  }

  @Test
  void clearText_isForClientsThatAlwaysFollow() {
    assertThat(
            Redirection.of(
                    Redirect.ALWAYS,
                    request(),
                    BodyPublishers.noBody(),
                    moved(302, "http://track.customer.io/b"))
                .uri())
        .hasToString("http://track.customer.io/b");
  }

  @Test
  void clientThatFollows_seesTheEndAndTheBeginning() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      HttpResponse<String> response = called(Redirect.ALWAYS, 307, server.uri().toString()).join();

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.uri()).isEqualTo(server.uri());
      HttpResponse<String> first = response.previousResponse().orElseThrow();
      assertThat(first.statusCode()).isEqualTo(307);
      assertThat(first.uri()).isEqualTo(Interceptions.TRACK);
      assertThat(first.previousResponse()).isEmpty();
      assertThat(server.bodies).containsExactly("{\"plan\":\"pro\"}".getBytes());
    }
  }

  @Test
  void clientThatDoesNotFollow_seesTheRedirect() {
    HttpResponse<String> response =
        called(Redirect.NEVER, 307, "https://elsewhere.example/").join();

    assertThat(response.statusCode()).isEqualTo(307);
    assertThat(response.body()).isEqualTo("moved");
    assertThat(response.previousResponse()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[", ""})
  void redirectToNowhere_failsAsNatively(String location) {
    CompletableFuture<HttpResponse<String>> response =
        called(Redirect.NORMAL, 307, location.isEmpty() ? null : location);

    assertThatThrownBy(response::join).cause().isInstanceOf(RuntimeException.class);
  }

  private static CompletableFuture<HttpResponse<String>> called(
      Redirect policy, int status, String location) {
    HttpClient client =
        HttpClient.newBuilder().followRedirects(policy).executor(Runnable::run).build();
    Headers headers = location == null ? Headers.NONE : Headers.of("Location", location);
    ScriptedTaker taker =
        ScriptedTaker.relaying(
            CompletableFuture.completedFuture(new Reply(status, headers, MOVED)));
    return future(send(taker, client, request(), BodyHandlers.ofString()));
  }

  private static NativeReply moved(int status, String location) {
    return NativeReply.of(
        new Reply(status, Headers.of("Location", URI.create(location).toString()), MOVED));
  }
}
